//! Frames of the wire: header lines, then as many bytes as they say. Where that is broken, nobody can tell where the next
//! message begins; all else that is odd about a message is the next floor's to answer.

use std::io;

use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// The longest message that is read, in bytes. Whatever claims to be longer is no message but noise.
const LONGEST: u64 = 1 << 30;
/// How long the header lines of a message may be together, in bytes.
const LONGEST_HEADER: u64 = 1 << 14;
/// How much room is made for a message before any of it has come, in bytes.
const FIRST_ROOM: u64 = 1 << 20;

/// A message as it came.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) body: Vec<u8>,
    /// The character set that it claims to be in, where that is another than UTF-8.
    pub(super) foreign: Option<String>,
}

/// What header lines say.
#[derive(Default)]
struct FrameHeader {
    length: Option<u64>,
    foreign: Option<String>,
}

/// The next message; none where the input has ended.
///
/// # Errors
/// In words, where the framing is broken.
pub(super) async fn read(input: &mut (impl AsyncBufRead + Unpin)) -> Result<Option<Frame>, String> {
    let Some(header) = read_header(input).await? else { return Ok(None) };
    let length = header.length.ok_or("a message came without a Content-Length")?;
    if length > LONGEST {
        return Err(format!("a message of {length} bytes was announced, which is longer than the {LONGEST} that are read"));
    }
    // The room grows with what comes and not with what is claimed.
    let mut body = Vec::with_capacity(usize::try_from(length.min(FIRST_ROOM)).unwrap_or_default());
    let read = input.take(length).read_to_end(&mut body).await.map_err(|e| unreadable(&e))?;
    if read as u64 != length {
        return Err(cut_off());
    }
    Ok(Some(Frame { body, foreign: header.foreign }))
}

fn unreadable(error: &io::Error) -> String {
    format!("the input cannot be read: {error}")
}

fn cut_off() -> String {
    "the input ended in the middle of a message".to_owned()
}

async fn read_header(input: &mut (impl AsyncBufRead + Unpin)) -> Result<Option<FrameHeader>, String> {
    let mut header = FrameHeader::default();
    let mut left = LONGEST_HEADER;
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = input.take(left).read_until(b'\n', &mut line).await.map_err(|e| unreadable(&e))? as u64;
        if read == 0 && left == LONGEST_HEADER {
            return Ok(None);
        }
        left -= read;
        if !line.ends_with(b"\n") {
            return Err(if left == 0 { "the header of a message has no end".to_owned() } else { cut_off() });
        }
        let text = String::from_utf8_lossy(&line);
        match text.trim() {
            "" => return Ok(Some(header)),
            text => header.take(text)?,
        }
    }
}

impl FrameHeader {
    // What came is not quoted: where the framing is broken it may be anything, out of a draft, too.
    fn take(&mut self, line: &str) -> Result<(), String> {
        let (name, value) = line.split_once(':').ok_or("a header line without a colon came before a message")?;
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "content-length" => {
                if value.is_empty() || !value.bytes().all(|b| b.is_ascii_digit()) {
                    return Err("a message came with a Content-Length that is no number".to_owned());
                }
                // What is too great for a number is too great for a message.
                let length = value.parse().unwrap_or(u64::MAX);
                if self.length.replace(length).is_some_and(|before| before != length) {
                    return Err("a message came with two lengths".to_owned());
                }
            }
            "content-type" => self.foreign = foreign(value),
            _ => {}
        }
        Ok(())
    }
}

/// The character set of a media type, if it is not UTF-8.
fn foreign(media_type: &str) -> Option<String> {
    let parameters = media_type.split(';').skip(1).filter_map(|p| p.split_once('='));
    let charset =
        parameters.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset")).map(|(_, v)| v.trim().trim_matches('"')).next();
    charset.filter(|c| !["utf-8", "utf8"].iter().any(|ours| c.eq_ignore_ascii_case(ours))).map(str::to_owned)
}

/// Writes a message, of which some parts are given.
///
/// # Errors
/// Where nobody reads any more.
pub(super) async fn write(output: &mut (impl AsyncWrite + Unpin), parts: &[&[u8]]) -> io::Result<()> {
    let length: usize = parts.iter().map(|p| p.len()).sum();
    output.write_all(format!("Content-Length: {length}\r\n\r\n").as_bytes()).await?;
    for part in parts {
        output.write_all(part).await?;
    }
    output.flush().await
}
