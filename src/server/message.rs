//! A message's bytes as a request, a notification or an answer; or what is said to its sender where they are none.

use serde::Deserialize;
use serde_json::{Map, Value};
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};

use super::frames::Frame;

/// What was said.
#[derive(Debug)]
pub(super) enum Message {
    /// A request, or a notification.
    Request(Request),
    /// The answer to one of our own requests.
    Answer(Response),
}

/// Reads a message.
///
/// # Errors
/// With the answer that its sender gets.
pub(super) fn read(mut frame: Frame) -> Result<Message, Box<Response>> {
    if let Some(charset) = frame.foreign {
        return Err(refused(Id::Null, ErrorCode::ParseError, format!("messages are read in UTF-8, and not in {charset}")));
    }
    mend_halves(&mut frame.body);
    let text = String::from_utf8(frame.body)
        .map_err(|e| refused(Id::Null, ErrorCode::ParseError, format!("the message is not UTF-8: {}", e.utf8_error())))?;
    match serde_json::from_str(&text) {
        Ok(Value::Object(members)) => of_members(members),
        Ok(Value::Array(_)) => Err(invalid(Id::Null, "messages are sent one by one, and not as a batch")),
        Ok(_) => Err(invalid(Id::Null, "a message is a JSON object")),
        Err(error) => Err(unread(&text, &error)),
    }
}

/// JSON that cannot be taken whole may still be JSON, only nested beyond what is read: then its sender may wait for an answer.
fn unread(text: &str, error: &serde_json::Error) -> Box<Response> {
    #[derive(Deserialize)]
    struct Outermost {
        #[serde(default)]
        id: Value,
    }
    match serde_json::from_str::<Outermost>(text) {
        Ok(outermost) if text.trim_start().starts_with('{') => {
            invalid(id_of(outermost.id).unwrap_or(Id::Null), "the message is nested too deeply")
        }
        _ => refused(Id::Null, ErrorCode::ParseError, format!("the message is not JSON: {error}")),
    }
}

fn of_members(mut members: Map<String, Value>) -> Result<Message, Box<Response>> {
    let id = match members.remove("id") {
        None => None,
        Some(id) => Some(id_of(id).ok_or_else(|| invalid(Id::Null, "an id is a whole number or a string"))?),
    };
    let wrong = |what: &'static str| Err(invalid(id.clone().unwrap_or(Id::Null), what));
    if members.remove("jsonrpc").is_none_or(|version| version != "2.0") {
        return wrong("this is not a message of JSON-RPC 2.0");
    }
    match (members.remove("method"), id.clone()) {
        (Some(Value::String(method)), id) => {
            let mut request = Request::build(method);
            if let Some(params) = members.remove("params") {
                request = request.params(params);
            }
            if let Some(id) = id {
                request = request.id(id);
            }
            Ok(Message::Request(request.finish()))
        }
        (Some(_), _) => wrong("a method is a string"),
        (None, Some(id)) => match (members.remove("error"), members.remove("result")) {
            (None | Some(Value::Null), Some(result)) => Ok(Message::Answer(Response::from_ok(id, result))),
            (Some(error), _) => {
                let error = serde_json::from_value(error).unwrap_or_else(|_| Error::internal_error());
                Ok(Message::Answer(Response::from_error(id, error)))
            }
            (None, None) => wrong("the message neither asks nor answers"),
        },
        (None, None) => wrong("the message has no method"),
    }
}

/// An id, if it is one by the protocol; null is none, but some send it.
fn id_of(value: Value) -> Option<Id> {
    match value {
        Value::Null => Some(Id::Null),
        Value::Number(n) => n.as_i64().map(Id::Number),
        Value::String(s) => Some(Id::String(s)),
        _ => None,
    }
}

fn invalid(id: Id, what: &'static str) -> Box<Response> {
    refused(id, ErrorCode::InvalidRequest, what.to_owned())
}

fn refused(id: Id, code: ErrorCode, message: String) -> Box<Response> {
    Box::new(Response::from_error(id, Error { code, message: message.into(), data: None }))
}

/// Editors that count in UTF-16 may send half a character, which is no text: U+FFFD stands for it, one unit for one unit, so
/// that whatever follows keeps its place. Done before anything is parsed, in place, as an escape is as long as any other.
fn mend_halves(body: &mut [u8]) {
    let mut at = 0;
    while let Some(found) = body[at..].iter().position(|b| *b == b'\\') {
        at += found;
        match escaped(body, at) {
            Some(0xD800..=0xDBFF) if matches!(escaped(body, at + 6), Some(0xDC00..=0xDFFF)) => at += 12,
            Some(0xD800..=0xDFFF) => {
                body[at..at + 6].copy_from_slice(b"\\ufffd");
                at += 6;
            }
            _ => at = (at + 2).min(body.len()),
        }
    }
}

/// The code unit that is escaped here.
fn escaped(body: &[u8], at: usize) -> Option<u16> {
    let digits = body.get(at..at + 6)?.strip_prefix(b"\\u")?;
    let digits = digits.iter().all(u8::is_ascii_hexdigit).then(|| str::from_utf8(digits).ok())??;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn frame(body: impl Into<Vec<u8>>) -> Frame {
        Frame { body: body.into(), foreign: None }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]
        #[test]
        fn any_bytes_are_a_message_or_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            if let Err(answer) = read(frame(bytes)) {
                prop_assert!(answer.is_error());
            }
        }

        #[test]
        fn anything_like_a_message_is_one_or_is_answered(
            body in "(\\{|\\}|\\[|\\]|\"id\":|\"method\":|\"jsonrpc\":\"2.0\"|\"result\":|,|null|1|1\\.5|\"a\"|\\\\|\\\\u[dD][89cCfF]0[0-9a]|\"|true){0,14}",
        ) {
            if let Err(answer) = read(frame(body)) {
                prop_assert!(answer.is_error());
            }
        }

        /// A text of any code units is read as those units, with U+FFFD for halves.
        #[test]
        fn any_code_units_are_read(units in prop::collection::vec(prop_oneof![0xD7F0u16..0xE010, 0u16..0x80, any::<u16>()], 0..20)) {
            let escapes = units.iter().fold(String::new(), |all, u| all + &format!("\\u{u:04X}"));
            let body = format!(r#"{{"jsonrpc":"2.0","method":"m","params":["{escapes}"]}}"#);
            let Ok(Message::Request(request)) = read(frame(body)) else { panic!("not read: {escapes}") };
            let text = request.params().unwrap()[0].as_str().unwrap().to_owned();
            let expected: String = char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect();
            prop_assert_eq!(text, expected);
        }
    }
}
