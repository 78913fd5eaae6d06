//! x
use copydesk::story::{Context, read};
use copydesk::text::{Draft, Format};
fn main() {
    for t in std::env::args().skip(1) {
        let d = Draft::new(&format!("Harbour closes\n\n{t}"), Format::Text);
        let c = Context { date: Some(jiff::civil::date(2024, 4, 1)), ..Default::default() };
        let r = read(&d, &c, &|| false).unwrap();
        for a in &r.attributions {
            println!(
                "{:?} {:?} {:?} src={:?} cont={:?}",
                r.text(a.cue),
                a.manner,
                a.kind,
                a.source.map(|s| r.text(s).to_owned()),
                a.content.iter().map(|c| r.text(*c).to_owned()).collect::<Vec<_>>()
            );
        }
        for c in &r.claims {
            println!("CLAIM {:?} {:?} {} {:?}", c.cover, c.triggers, c.weight, r.text(c.place));
        }
        for f in &r.facts {
            let w = &f.words;
            println!("{}", (0..w.len()).map(|i| format!("{}/{:?}", w.word(i), w.tag(i))).collect::<Vec<_>>().join(" "));
        }
        for p in &r.people {
            println!("PERSON {} {:?}", p.name, p.roles.iter().map(|x| x.text.clone()).collect::<Vec<_>>());
        }
        for d in &r.dates {
            println!("{:?} {} {:?} {:?}", r.text(d.place), d.value, d.tense, d.meaning);
        }
    }
}
