"""wordpiece_rows.py TOKENIZER.json > src/reader/wordpiece.tsv: rows for the test that pieces in use are those of training."""
import json
import sys

from tokenizers import Tokenizer

TEXTS = r"""
The harbour board met on Tuesday.
Mayor Ana Sousa said it would “not be undone” — not now, not ever.
‘We’ll see,’ she said; they didn't.
Prices rose 3.7% to €1,204.50 (£1,030.25) a tonne…
Zażółć gęślą jaźń, naïve café, Åse Øystein, İstanbul, STRASSE Straße
Nguyễn Thị Minh Khai và Trần Đức
Ελληνικά ΚΕΊΜΕΝΑ και ς
Русский Текст Ёлка Йод
北京市長は昨日 Tokyo 東京 said
한국어 서울특별시
हिन्दी में लिखा हुआ पाठ
العربية نَصٌّ مُشَكَّل
עברית שָׁלוֹם
ภาษาไทย
ﬁnal ﬂow ½ ² ① Ⅷ ™ ℃
full-time/part-time co-operation e-mail@example.org https://example.org/a_b?c=d&e=f#g
$5m £5m ¥500 ₹500 5¢ §4 ¶2 †‡ •
AT&T U.S. a.m. No. 10 O'Neill McDonald
antidisestablishmentarianism pneumonoultramicroscopicsilicovolcanoconiosis
qqqqzzzzxxxxjjjj 𝒽𝑒𝓁𝓁𝑜 😀 emoji 👩‍👩‍👧 🇵🇹
«Bonjour», „Hallo“, ‚ja‘, 「はい」、。
tabs\tand\nlines\r\nand\u00a0hard\u2009thin\u3000wide blanks
zero\u200bwidth\u200djoin soft\u00adhyphen byte\ufeffmark
replacement\ufffdmark null\u0000byte bell\u0007 vertical\u000btab form\u000cfeed next\u0085line
only ascii form\u000cfeed and vertical\u000btab and\u001funit
combining e\u0301 a\u030a o\u0308 n\u0303 Z\u0335
\u0130\u0131 \u01c5 \u1e9e \ufb03 \u00df \u0149
private \ue000 use and unassigned \u0378 here
_under_score_ --dash-- ***stars*** ```ticks``` ~tilde~ ^hat^ |pipe|
``quoted'' ''
1234567890 12,345,678 1/2 3:45 2026-11-26 6ft 10km 4x4
I i I’m i'm i`m
supercalifragilisticexpialidocious unbelievablenesses
Covid-19 MRNA H5N1 F-16s B-52 iPhone eBay McNamara's
"What?" "Who?!" (yes) [no] {maybe} <tag>
end.Start no.Space,after,commas
Ljubljana Reykjavík Kraków Malmö Besançon São Tomé
straße’s o’clock rock ’n’ roll
\u2028line\u2029paragraph separators
ǅungla ﷺ ㏒ ㌀ ㍿
a\u0300\u0301\u0302\u0303 stacked
\u0915\u094d\u0937 \u0b95\u0bbe \u1000\u102c
""".strip("\n").split("\n")
TEXTS = [json.loads('"' + t.replace('"', '\\"') + '"') for t in TEXTS] + ["", " ", "x" * 100, "x" * 101, "é" * 100, "é" * 101, "…" * 3, "said" * 30]

tokenizer = Tokenizer.from_file(sys.argv[1])
tokenizer.no_truncation()
tokenizer.no_padding()
for text in TEXTS:
    print(*tokenizer.encode(text, add_special_tokens=False).ids, sep=" ", end="\t")
    print(json.dumps(text))
