// Exports as Linked Data: a JSON-LD library reads them, in its strict mode, in which a term that no context knows is an error.
//
//   node validate.mjs INSTALL_FOLDER COPYDESK
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";

const [install, copydesk] = process.argv.slice(2).map((p) => path.resolve(p));
const jsonld = createRequire(path.join(install, "package.json"))("jsonld");

// Contexts are not fetched. These are the terms that are used, with the addresses that the W3C's Web Annotation Vocabulary
// (2017) and schema.org give them; a term that is not here fails the test.
const oa = "http://www.w3.org/ns/oa#";
const as = "http://www.w3.org/ns/activitystreams#";
const dcterms = "http://purl.org/dc/terms/";
const foaf = "http://xmlns.com/foaf/0.1/";
const xsd = "http://www.w3.org/2001/XMLSchema#";
const node = (term) => ({ "@id": term, "@type": "@id" });
const typed = (term, type) => ({ "@id": term, "@type": xsd + type });
const annotation = {
  id: { "@id": "@id", "@type": "@id" },
  type: { "@id": "@type", "@type": "@vocab" },
  AnnotationPage: `${as}OrderedCollectionPage`,
  Person: `${foaf}Person`,
  items: { "@id": `${as}items`, "@type": "@id", "@container": "@list" },
  motivation: { "@id": `${oa}motivatedBy`, "@type": "@vocab" },
  body: node(`${oa}hasBody`),
  target: node(`${oa}hasTarget`),
  source: node(`${oa}hasSource`),
  selector: node(`${oa}hasSelector`),
  state: node(`${oa}hasState`),
  start: typed(`${oa}start`, "nonNegativeInteger"),
  end: typed(`${oa}end`, "nonNegativeInteger"),
  created: typed(`${dcterms}created`, "dateTime"),
  creator: node(`${dcterms}creator`),
  name: `${foaf}name`,
  value: "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
};
for (const term of ["Annotation", "TextualBody", "TextPositionSelector", "TextQuoteSelector", "assessing", "identifying", "questioning", "commenting", "exact", "prefix", "suffix"]) {
  annotation[term] = oa + term;
}
const contexts = { "http://www.w3.org/ns/anno.jsonld": annotation, "https://schema.org/": { "@vocab": "https://schema.org/" }, "https://schema.org": { "@vocab": "https://schema.org/" } };
const documentLoader = async (url) => {
  assert.ok(contexts[url], `${url} is no context that we know`);
  return { contextUrl: null, documentUrl: url, document: { "@context": contexts[url] } };
};

const draft = path.join(mkdtempSync(path.join(tmpdir(), "copydesk-exports-")), "draft.md");
writeFileSync(draft, [
  "---",
  "date: 2024-05-03",
  "byline: [Inês Carvalho]",
  "---",
  "# Council closes road",
  "",
  "[The road was closed]{.claim by=rui-costa status=verified checked=2024-05-02 source=\"https://example.org/a\" creator=Eva created=2024-05-03T10:00:00Z}, [Mayor Rui Costa]{.person ref=rui-costa role=Mayor} of [the council]{.org ref=council} said on [Monday]{.date when=2024-04-29}.",
  "",
  "[“We had no choice. 🚢]{.quote by=rui-costa group=q1 part=1}",
  "",
  "[“None,”]{.quote by=rui-costa group=q1 part=2} he said. It cost [$2 million]{.note kind=citation-needed text=\"Who says?\"}.",
  "",
].join("\n"));

const counts = [];
for (const [form, least] of [["web-annotation", 100], ["schema.org", 20]]) {
  const text = execFileSync(copydesk, ["export", "--to", form, draft], { stdio: ["ignore", "pipe", "ignore"] }).toString();
  const quads = await jsonld.toRDF(JSON.parse(text), { safe: true, documentLoader, base: "https://example.org/", format: "application/n-quads" });
  const count = quads.trim().split("\n").length;
  assert.ok(count >= least, `${form}: only ${count} statements`);
  counts.push(`${form} ${count}`);
}
console.log(`ok - statements read: ${counts.join(", ")}`);
