//! Which module names which: `use` trees and paths of a crate's sources, resolved as the compiler resolves them, as far as that
//! can be told from names. What only tests see is passed over.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Attribute, Item, Meta, MetaList, Token, UseTree};

/// A module by its names from the root of the crate, which has none.
pub(crate) type Module = Vec<String>;

/// A path in a module that leads to another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Arrow {
    /// Where it is written.
    pub(crate) from: Module,
    /// Every module that it goes through, the last included.
    pub(crate) through: Vec<Module>,
    /// Where what it names is defined.
    pub(crate) to: Module,
}

/// A path that leaves the crate, with what was imported under another name written out; a macro as `name!`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Outside {
    /// Where it is written.
    pub(crate) from: Module,
    /// Its names.
    pub(crate) path: Vec<String>,
}

/// What a module says.
#[derive(Default)]
struct Source {
    /// Names defined here.
    defined: BTreeSet<String>,
    /// Those of them that are types.
    types: BTreeSet<String>,
    /// Names imported here, and what each stands for.
    imported: BTreeMap<String, Vec<String>>,
    /// Modules of which all names are imported.
    globs: Vec<Vec<String>>,
    /// Paths used here, those of imports included.
    paths: Vec<Vec<String>>,
}

/// The modules of a crate.
pub(crate) struct Crate(BTreeMap<Module, Source>);

impl Crate {
    /// Reads sources: the path of each below `src`, and its text.
    pub(crate) fn of<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut modules = BTreeMap::new();
        let mut for_tests = Vec::new();
        for (name, text) in files {
            let mut module: Module = name.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
            if module.last().is_some_and(|m| m == "mod" || module.len() == 1 && m == "lib") {
                module.pop();
            }
            let file = syn::parse_file(text).unwrap_or_else(|e| panic!("{name}: {e}"));
            for above in 0..module.len() {
                modules.entry(module[..above].to_vec()).or_default();
            }
            for_tests.extend(file.items.iter().filter_map(|item| match item {
                Item::Mod(m) if is_for_tests(&m.attrs) => Some(child(&module, &m.ident.to_string())),
                _ => None,
            }));
            read(&file.items, &module, &mut modules);
        }
        // What only tests see may lie in a file of its own.
        modules.retain(|module: &Module, _| !for_tests.iter().any(|t| module.starts_with(t)));
        Self(modules)
    }

    /// The types that are defined in modules, by module and name.
    pub(crate) fn types(&self) -> impl Iterator<Item = (&Module, &str)> {
        self.0.iter().flat_map(|(module, source)| source.types.iter().map(move |name| (module, name.as_str())))
    }

    /// Every path, resolved: those that stay in the crate and those that leave it.
    pub(crate) fn arrows(&self) -> (BTreeSet<Arrow>, BTreeSet<Outside>) {
        let (mut inside, mut outside) = (BTreeSet::new(), BTreeSet::new());
        for (from, source) in &self.0 {
            for path in &source.paths {
                let mut through = Vec::new();
                match self.resolve(from, path, &mut through, 0) {
                    Ok(to) => inside.insert(Arrow { from: from.clone(), through, to }),
                    Err(path) => outside.insert(Outside { from: from.clone(), path }),
                };
            }
        }
        (inside, outside)
    }

    /// The module in which a path's last name is defined, else the path written out from another crate's name.
    fn resolve(&self, module: &Module, path: &[String], through: &mut Vec<Module>, depth: usize) -> Result<Module, Vec<String>> {
        /// No chain of imports is longer; what goes round in one is no path of ours.
        const DEEPEST: usize = 16;
        let Some((first, rest)) = path.split_first().filter(|_| depth < DEEPEST) else { return Err(path.to_vec()) };
        match first.as_str() {
            "crate" => self.walk(&Vec::new(), rest, through, depth),
            "self" => self.walk(module, rest, through, depth),
            "super" => {
                let mut parent = module.clone();
                parent.pop();
                // "super::super" goes on from there.
                if rest.first().is_some_and(|r| r == "super") {
                    self.resolve(&parent, rest, through, depth + 1)
                } else {
                    self.walk(&parent, rest, through, depth)
                }
            }
            _ if self.has(module, first, depth) => self.walk(module, path, through, depth),
            _ => Err(path.to_vec()),
        }
    }

    /// Whether a module defines, holds or imports a name.
    fn has(&self, module: &Module, name: &str, depth: usize) -> bool {
        let Some(source) = self.0.get(module) else { return false };
        let globbed = |glob: &Vec<String>| {
            let to = self.resolve(module, glob, &mut Vec::new(), depth + 1);
            to.is_ok_and(|to| {
                &to != module && (self.0.contains_key(&child(&to, name)) || self.0.get(&to).is_some_and(|s| s.defined.contains(name)))
            })
        };
        self.0.contains_key(&child(module, name))
            || source.defined.contains(name)
            || source.imported.contains_key(name)
            || source.globs.iter().any(globbed)
    }

    /// Follows names from a module on.
    fn walk(&self, module: &Module, path: &[String], through: &mut Vec<Module>, depth: usize) -> Result<Module, Vec<String>> {
        through.push(module.clone());
        let Some((first, rest)) = path.split_first() else { return Ok(module.clone()) };
        let below = child(module, first);
        if self.0.contains_key(&below) {
            return self.walk(&below, rest, through, depth);
        }
        let Some(source) = self.0.get(module).filter(|s| !s.defined.contains(first)) else { return Ok(module.clone()) };
        if let Some(path) = source.imported.get(first) {
            let whole: Vec<String> = path.iter().chain(rest).cloned().collect();
            return self.resolve(module, &whole, through, depth + 1);
        }
        for glob in &source.globs {
            let mut tried = Vec::new();
            if let Ok(to) = self.resolve(module, glob, &mut tried, depth + 1)
                && &to != module
                && self.has(&to, first, depth + 1)
            {
                through.extend(tried);
                return self.walk(&to, path, through, depth + 1);
            }
        }
        Ok(module.clone())
    }
}

/// The circles among modules that stand side by side: an arrow counts for the two siblings that it leads from and to, however
/// deep within them it starts and ends. A module and what it is made of may know each other.
pub(crate) fn circles(arrows: &BTreeSet<Arrow>) -> BTreeSet<Vec<String>> {
    let mut next: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
    for arrow in arrows {
        let common = arrow.from.iter().zip(&arrow.to).take_while(|(a, b)| a == b).count();
        if common < arrow.from.len() && common < arrow.to.len() {
            next.entry(arrow.from[..=common].to_vec()).or_default().insert(arrow.to[..=common].to_vec());
        }
    }
    let mut found = BTreeSet::new();
    for start in next.keys() {
        if let Some(mut round) = way(&next, start, start) {
            round.sort();
            found.insert(round.iter().map(|m| m.join("::")).collect());
        }
    }
    found
}

/// The shortest way from one module to another, its start included and its end not.
fn way(next: &BTreeMap<Module, BTreeSet<Module>>, from: &Module, to: &Module) -> Option<Vec<Module>> {
    let mut before: BTreeMap<&Module, &Module> = BTreeMap::new();
    let mut line: Vec<&Module> = vec![from];
    let mut at = 0;
    while let Some(module) = line.get(at).copied() {
        at += 1;
        for step in next.get(module).into_iter().flatten() {
            if step == to {
                let mut round = vec![module.clone()];
                let mut back = module;
                while let Some(b) = before.get(back) {
                    round.push((*b).clone());
                    back = b;
                }
                return Some(round);
            }
            if step != from && !before.contains_key(step) {
                before.insert(step, module);
                line.push(step);
            }
        }
    }
    None
}

fn child(module: &Module, name: &str) -> Module {
    module.iter().map(String::as_str).chain([name]).map(str::to_owned).collect()
}

fn read(items: &[Item], module: &Module, modules: &mut BTreeMap<Module, Source>) {
    let mut reader = Reader { source: Source::default(), within: Vec::new() };
    for item in items {
        if let Item::Struct(syn::ItemStruct { attrs, ident, .. }) | Item::Enum(syn::ItemEnum { attrs, ident, .. }) = item
            && !is_for_tests(attrs)
        {
            reader.source.types.insert(ident.to_string());
        }
        reader.visit_item(item);
    }
    let within = std::mem::take(&mut reader.within);
    modules.insert(module.clone(), reader.source);
    for (name, items) in within {
        read(&items, &child(module, &name), modules);
    }
}

/// Whether only tests see an item.
fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|a| {
        let condition = || a.parse_args::<Meta>().is_ok_and(|m| holds_in_tests_only(&m));
        a.path().is_ident("test") || a.path().is_ident("cfg") && condition()
    })
}

fn holds_in_tests_only(condition: &Meta) -> bool {
    let parts = |list: &MetaList| list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).unwrap_or_default();
    match condition {
        Meta::Path(path) => path.is_ident("test"),
        Meta::List(list) if list.path.is_ident("all") => parts(list).iter().any(holds_in_tests_only),
        Meta::List(list) if list.path.is_ident("any") => !list.tokens.is_empty() && parts(list).iter().all(holds_in_tests_only),
        _ => false,
    }
}

struct Reader {
    source: Source,
    /// Modules written out within the file.
    within: Vec<(String, Vec<Item>)>,
}

impl Reader {
    fn import(&mut self, tree: &UseTree, before: &[String]) {
        let with = |name: &syn::Ident| before.iter().cloned().chain([name.to_string()]).collect::<Vec<_>>();
        match tree {
            UseTree::Path(p) => self.import(&p.tree, &with(&p.ident)),
            UseTree::Name(n) if n.ident == "self" => {
                self.source.imported.extend(before.last().map(|last| (last.clone(), before.to_vec())));
                self.source.paths.push(before.to_vec());
            }
            UseTree::Name(n) => self.bring(n.ident.to_string(), with(&n.ident)),
            UseTree::Rename(r) if r.ident == "self" => self.bring(r.rename.to_string(), before.to_vec()),
            UseTree::Rename(r) => self.bring(r.rename.to_string(), with(&r.ident)),
            UseTree::Glob(_) => {
                self.source.globs.push(before.to_vec());
                self.source.paths.push(before.to_vec());
            }
            UseTree::Group(g) => g.items.iter().for_each(|t| self.import(t, before)),
        }
    }

    fn bring(&mut self, name: String, path: Vec<String>) {
        self.source.paths.push(path.clone());
        // `use jiff;` brings nothing that was not there.
        if path.as_slice() != [name.clone()] {
            self.source.imported.insert(name, path);
        }
    }

    /// The paths among a macro's tokens.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        let all: Vec<TokenTree> = tokens.into_iter().collect();
        for token in all {
            match token {
                TokenTree::Ident(name) => {
                    if colons != 2 {
                        self.end(&mut path);
                    }
                    path.push(name.to_string());
                    colons = 0;
                }
                TokenTree::Punct(p) if p.as_char() == ':' && !path.is_empty() => colons += 1,
                TokenTree::Group(group) => {
                    self.end(&mut path);
                    self.tokens(group.stream());
                    colons = 0;
                }
                _ => {
                    self.end(&mut path);
                    colons = 0;
                }
            }
        }
        self.end(&mut path);
    }

    fn end(&mut self, path: &mut Vec<String>) {
        let path = std::mem::take(path);
        if path.len() > 1 {
            self.source.paths.push(path);
        }
    }
}

impl<'a> Visit<'a> for Reader {
    fn visit_item(&mut self, item: &'a Item) {
        let (attributes, name): (&[Attribute], Option<&syn::Ident>) = match item {
            Item::Const(i) => (&i.attrs, Some(&i.ident)),
            Item::Enum(i) => (&i.attrs, Some(&i.ident)),
            Item::Fn(i) => (&i.attrs, Some(&i.sig.ident)),
            Item::Mod(i) => (&i.attrs, None),
            Item::Static(i) => (&i.attrs, Some(&i.ident)),
            Item::Struct(i) => (&i.attrs, Some(&i.ident)),
            Item::Trait(i) => (&i.attrs, Some(&i.ident)),
            Item::Type(i) => (&i.attrs, Some(&i.ident)),
            Item::Impl(i) => (&i.attrs, None),
            Item::Use(i) => (&i.attrs, None),
            Item::Macro(i) => (&i.attrs, i.ident.as_ref()),
            _ => (&[], None),
        };
        if is_for_tests(attributes) {
            return;
        }
        self.source.defined.extend(name.map(ToString::to_string));
        match item {
            Item::Mod(m) => {
                if let Some((_, items)) = &m.content {
                    self.within.push((m.ident.to_string(), items.clone()));
                }
            }
            Item::Use(u) => self.import(&u.tree, &[]),
            _ => visit::visit_item(self, item),
        }
    }

    fn visit_impl_item(&mut self, item: &'a syn::ImplItem) {
        let attributes: &[Attribute] = match item {
            syn::ImplItem::Fn(f) => &f.attrs,
            syn::ImplItem::Const(c) => &c.attrs,
            _ => &[],
        };
        if !is_for_tests(attributes) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_path(&mut self, path: &'a syn::Path) {
        let names: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        if names.len() > 1 {
            self.source.paths.push(names);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'a syn::Macro) {
        if let Some(name) = call.path.segments.last() {
            self.source.paths.push(vec![format!("{}!", name.ident)]);
        }
        self.tokens(call.tokens.clone());
        visit::visit_macro(self, call);
    }

    // Who may see an item is no use of another module, and what stands in doc comments is for readers.
    fn visit_visibility(&mut self, _: &'a syn::Visibility) {}
    fn visit_attribute(&mut self, _: &'a Attribute) {}
}
