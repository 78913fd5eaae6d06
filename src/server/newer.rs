//! The protocol's version 3.18, of which lsp-types 0.94 knows nothing: what an editor declares of it, and what it then gets, as JSON.
//! Nothing of this is said to an editor that does not declare it.

use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Request as Question, Response};
use tower_lsp::lsp_types::request::Request;
use tower_lsp::lsp_types::{AnnotatedTextEdit, DocumentChangeOperation, DocumentChanges, OneOf, TextEdit, WorkspaceEdit};

use crate::annotations::placing::{Act, Fix, Question as Blank};
use crate::story::{Home, Reading};

/// What an editor declares of it.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a capability of its own in the protocol")]
pub(super) struct Newer {
    /// Takes edits that leave the caret where something is to be typed.
    pub(super) snippets: bool,
    /// Shows what a kind of action is.
    pub(super) explains: bool,
    /// Can be told to fetch folds again.
    pub(super) refreshes_folds: bool,
    /// Shows Markdown in the diagnostics that it fetches.
    pub(super) markup: bool,
}

/// `workspace/foldingRange/refresh`.
pub(super) enum FoldingRefresh {}

impl Request for FoldingRefresh {
    type Params = ();
    type Result = ();
    const METHOD: &'static str = "workspace/foldingRange/refresh";
}

/// What gives actions, with their edits and the findings that they answer.
const ACTIONS: [&str; 2] = ["textDocument/codeAction", "codeAction/resolve"];

/// The command that tells what a kind of action is; its argument is the kind.
pub(super) const EXPLAIN: &str = "copydesk.explain";

/// Kinds of actions: what stands below their list, and what is told to whoever chooses that.
const KINDS: [(&str, &str, &str); 3] = [
    (
        "quickfix",
        "What these ways out are",
        "Each settles a finding: it names a source, marks a claim as checked or as seen by the reporter, asks the reporter, or leaves it be. The mark stays with the draft, and what is settled is not asked again.",
    ),
    (
        "refactor.rewrite",
        "What annotations are",
        "An annotation says whose a claim or quotation is, who a person is, or which day is meant. It stands in the text or beside the draft, and is never printed.",
    ),
    (
        "source.fixAll.copydesk",
        "What is done at once",
        "Every date that is counted from the day of publication is annotated with the day that it comes to. The words stay as they are.",
    ),
];

/// What a kind of action is.
pub(super) fn explained(kind: &Value) -> Option<&'static str> {
    KINDS.iter().find(|(k, ..)| kind == k).map(|(_, _, text)| *text)
}

impl Newer {
    /// What is declared with `initialize`.
    pub(super) fn of(initialize: &Value) -> Self {
        let has = |path: &str| initialize.pointer(&format!("/capabilities/{path}")) == Some(&Value::Bool(true));
        Self {
            snippets: has("workspace/workspaceEdit/snippetEditSupport"),
            explains: has("textDocument/codeAction/documentationSupport"),
            refreshes_folds: has("workspace/foldingRange/refreshSupport"),
            markup: has("textDocument/diagnostic/markupMessageSupport"),
        }
    }

    /// A question with what is older than it in place of what is newer: an editor gives findings back as it got them.
    pub(super) fn question(self, question: Question) -> Question {
        if !self.markup || !ACTIONS.contains(&question.method()) {
            return question;
        }
        let (method, id, params) = question.into_parts();
        let mut params = params.unwrap_or_default();
        each(&mut params, &|object| {
            if let Some(value) = object.get("message").and_then(|m| m.get("value")).cloned() {
                object.insert("message".into(), value);
            }
        });
        let built = Question::build(method).params(params);
        match id {
            Some(id) => built.id(id).finish(),
            None => built.finish(),
        }
    }

    /// An answer with what is newer.
    pub(super) fn answer(self, method: &str, answer: Response) -> Response {
        let snippets = self.snippets && ACTIONS.contains(&method);
        let markup = self.markup && (ACTIONS.contains(&method) || method == "workspace/diagnostic");
        let explains = self.explains && method == "initialize";
        if !(snippets || markup || explains) {
            return answer;
        }
        let (id, body) = answer.into_parts();
        let body = body.map(|mut result| {
            if let Some(actions) = result.pointer_mut("/capabilities/codeActionProvider").filter(|_| explains) {
                let one = |(kind, title, _): &(&str, &str, &str)| json!({"kind": kind, "command": {"title": title, "command": EXPLAIN, "arguments": [kind]}});
                actions["documentation"] = KINDS.iter().map(one).collect();
            }
            each(&mut result, &|object| {
                if snippets && object.get("annotationId").is_some_and(|a| a == CARET) {
                    object.remove("annotationId");
                    let value = object.remove("newText");
                    object.insert("snippet".into(), json!({"kind": "snippet", "value": value}));
                }
                if markup && object.contains_key("range") && let Some(message) = object.get_mut("message") {
                    *message = json!({"kind": "markdown", "value": message.take()});
                }
            });
            result
        });
        Response::from_parts(id, body)
    }
}

/// Does something to each object in a value.
fn each(value: &mut Value, act: &impl Fn(&mut serde_json::Map<String, Value>)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|v| each(v, act)),
        Value::Object(object) => {
            act(object);
            object.values_mut().for_each(|v| each(v, act));
        }
        _ => {}
    }
}

/// What marks an edit whose text is a snippet, until it is written as one.
const CARET: &str = "copydesk.caret";

/// Whether what a fix asks for can be typed where it is to stand: in the text, and nowhere else.
pub(super) fn is_typed(fix: &Fix, reading: &Reading, inline: bool) -> bool {
    match &fix.act {
        Act::Annotate(_) => inline,
        Act::Change(changes) => changes.iter().all(|(n, _)| matches!(reading.marks[*n].home, Home::Inline(_))),
        Act::Edit(_) | Act::Drop(_) | Act::Attach(..) | Act::Move(_) => false,
    }
}

/// An edit in which the caret is left at each value that is still to be told.
pub(super) fn with_carets(mut edit: WorkspaceEdit, blanks: &[Blank]) -> WorkspaceEdit {
    let Some(DocumentChanges::Operations(operations)) = &mut edit.document_changes else { return edit };
    for operation in operations {
        let DocumentChangeOperation::Edit(of) = operation else { continue };
        for edit in &mut of.edits {
            if let OneOf::Left(plain) = edit
                && let Some(new_text) = snippet(&plain.new_text, blanks)
            {
                let text_edit = TextEdit { range: plain.range, new_text };
                *edit = OneOf::Right(AnnotatedTextEdit { text_edit, annotation_id: CARET.to_owned() });
            }
        }
    }
    edit
}

/// A text with a place to type for each value that it leaves empty; none where it leaves none.
fn snippet(text: &str, blanks: &[Blank]) -> Option<String> {
    let mut made = escaped(text, &['\\', '$', '}']);
    let mut places = 0;
    for blank in blanks {
        let empty = format!(" {}=\"\"", blank.key);
        let Some(at) = made.find(&empty) else { continue };
        places += 1;
        let place = match (&blank.proposed, blank.choices) {
            (Some(proposed), _) => format!("${{{places}:{}}}", escaped(&escaped(proposed, &['\\', '"']), &['\\', '$', '}'])),
            (None, []) => format!("${places}"),
            (None, choices) => {
                let choices: Vec<String> = choices.iter().map(|(value, _)| escaped(value, &['\\', ',', '|'])).collect();
                format!("${{{places}|{}|}}", choices.join(","))
            }
        };
        made.insert_str(at + empty.len() - 1, &place);
    }
    (places > 0).then_some(made)
}

/// A text with a backslash before each of some characters.
fn escaped(text: &str, signs: &[char]) -> String {
    text.chars().flat_map(|c| signs.contains(&c).then_some('\\').into_iter().chain([c])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_still_to_be_told_is_a_place_to_type() {
        let blank = |key, proposed: Option<&str>, choices| Blank { key, proposed: proposed.map(str::to_owned), needed: true, choices };
        let by = || blank("by", None, &[]);
        for (text, blanks, expected) in [
            ("]{.claim by=\"\" status=attributed}", vec![by()], Some("]{.claim by=\"$1\" status=attributed\\}")),
            (
                "]{.quote by=\"\" source=\"a $5 } \\\\ bill\"}",
                vec![by()],
                Some("]{.quote by=\"$1\" source=\"a \\$5 \\} \\\\\\\\ bill\"\\}"),
            ),
            ("]{.claim status=\"\"}", vec![blank("status", None, &[("a", ""), ("b,c", "")])], Some("]{.claim status=\"${1|a,b\\,c|}\"\\}")),
            ("]{.note text=\"\"}", vec![blank("text", Some("Who said “$”?"), &[])], Some("]{.note text=\"${1:Who said “\\$”?}\"\\}")),
            ("]{.claim by=\"\" source=\"\"}", vec![by(), blank("source", None, &[])], Some("]{.claim by=\"$1\" source=\"$2\"\\}")),
            ("]{.claim by=ana}", vec![by()], None),
            ("[", vec![by()], None),
        ] {
            assert_eq!(snippet(text, &blanks).as_deref(), expected, "{text}");
        }
    }
}
