//! How a file is written: whole or not at all, through links to what they lead to, with the rights and the byte order mark that
//! it had. What a kill left half written is cleaned up.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use crate::text::encoding;

/// What the names of files that are not whole yet begin and end with, and how many letters stand between.
const BEGINS: &str = ".copydesk-";
const ENDS: &str = ".tmp";
const LETTERS: usize = 6;

/// Writes a file whole: readers see the old text or the new one, never half of it.
///
/// # Errors
/// Why it could not be written and what to do; then it is as it was.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), String> {
    let told = |e: io::Error| format!("{}: could not be written: {}", path.display(), in_words(&e));
    let Some(file) = target(path)? else {
        // Devices and pipes cannot be replaced, and have nothing to lose.
        return OpenOptions::new().write(true).open(path).and_then(|mut f| f.write_all(text.as_bytes())).map_err(told);
    };
    let folder = file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    clean_up(folder);
    match replace(&file, folder, text) {
        // Another copydesk may have taken the new file for one that a kill left behind, before it was locked.
        Err(e) if e.kind() == ErrorKind::NotFound && folder.is_dir() => replace(&file, folder, text).map_err(told),
        done => done.map_err(told),
    }
}

/// The file that is written for a path: what links lead to in the end. None for what is no file, as a device.
fn target(path: &Path) -> Result<Option<PathBuf>, String> {
    let link = fs::symlink_metadata(path).is_ok_and(|m| m.is_symlink());
    let told = |what: String| Err(format!("{}: could not be written: {what}", path.display()));
    match fs::metadata(path) {
        Ok(m) if m.is_dir() => told("it is a folder. Name a file in it".into()),
        Ok(m) if !m.is_file() => Ok(None),
        Ok(_) if link => fs::canonicalize(path).map(Some).or_else(|e| told(in_words(&e))),
        Ok(_) => Ok(Some(path.to_owned())),
        Err(e) if !link && e.kind() == ErrorKind::NotFound => Ok(Some(path.to_owned())),
        Err(e) if e.kind() == ErrorKind::NotFound => {
            let to = fs::read_link(path).unwrap_or_default();
            told(format!("it is a link to {}, which is not there. Mend the link or take it away", to.display()))
        }
        Err(e) if link && e.kind() != ErrorKind::PermissionDenied => {
            told("it is a link that leads back to itself, or through too many others. Mend the link or take it away".into())
        }
        Err(e) => told(in_words(&e)),
    }
}

/// Puts a new file with a text in the place of one, or where there is none yet.
fn replace(path: &Path, folder: &Path, text: &str) -> io::Result<()> {
    let mut fresh = tempfile::Builder::new().prefix(BEGINS).rand_bytes(LETTERS).suffix(ENDS).tempfile_in(folder)?;
    // Where files cannot be locked, nobody takes it for one that was left behind.
    let _ = fresh.as_file().try_lock();
    if begins_with_mark(path) {
        write!(fresh, "{}", encoding::MARK)?;
    }
    fresh.write_all(text.as_bytes())?;
    keep_rights(fresh.as_file(), path)?;
    fresh.as_file().sync_all()?;
    fresh.persist(path).map_err(|e| e.error)?;
    Ok(())
}

fn begins_with_mark(path: &Path) -> bool {
    let mut start = [0; encoding::MARK.len_utf8()];
    File::open(path).and_then(|mut f| f.read_exact(&mut start)).is_ok() && encoding::has_mark(&start)
}

/// The new file has the rights of the old one, and its owner where that may be said. Where there was none it can be read by
/// others, as any file of a desk; temporary files cannot.
#[cfg(unix)]
fn keep_rights(fresh: &File, path: &Path) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let Ok(old) = fs::metadata(path) else { return fresh.set_permissions(fs::Permissions::from_mode(0o644)) };
    let _ = fchown(fresh, Some(old.uid()), Some(old.gid()));
    fresh.set_permissions(old.permissions())
}

#[cfg(not(unix))]
fn keep_rights(fresh: &File, path: &Path) -> io::Result<()> {
    fs::metadata(path).map_or(Ok(()), |old| fresh.set_permissions(old.permissions()))
}

/// Takes away what a kill left half written in a folder: files named as ours are while they are written, which nobody writes any
/// more. The system lets go of a process's locks when it ends.
pub(crate) fn clean_up(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let ours = entry.file_name().to_str().is_some_and(is_unfinished) && entry.file_type().is_ok_and(|t| t.is_file());
        if !ours {
            continue;
        }
        let path = entry.path();
        // The lock is held until the file is gone.
        if let Ok(file) = OpenOptions::new().write(true).open(&path)
            && file.try_lock().is_ok()
            && let Err(e) = fs::remove_file(&path)
        {
            tracing::warn!("{}: could not be taken away: {e}", path.display());
        }
    }
}

/// Whether a name is that of a file that is not whole yet.
fn is_unfinished(name: &str) -> bool {
    let letters = name.strip_prefix(BEGINS).and_then(|rest| rest.strip_suffix(ENDS));
    letters.is_some_and(|l| l.len() == LETTERS && l.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Why a file could not be read or written, and what to do, for the person at the desk.
pub(crate) fn in_words(error: &io::Error) -> String {
    let words = match error.kind() {
        ErrorKind::StorageFull => "the disk is full. Make room and try again",
        ErrorKind::QuotaExceeded => "your share of the disk is used up. Make room and try again",
        ErrorKind::FileTooLarge => "it would be larger than a file may be here (`ulimit -f` says how large). Raise the limit and try again",
        ErrorKind::ReadOnlyFilesystem => "this disk can only be read. Work on a copy elsewhere",
        ErrorKind::PermissionDenied => "you may not write there. Ask whoever keeps the folder, or work on a copy elsewhere",
        ErrorKind::NotFound => "its folder is not there. Make the folder first",
        _ => return error.to_string(),
    };
    words.to_owned()
}

/// Has a limit on the size of files told as an error of the writing, and not by a signal that ends the process.
#[cfg(unix)]
pub(crate) fn outlive_size_limit() {
    static SEEN: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);
    if let Err(e) = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, &SEEN) {
        tracing::debug!("a limit on the size of files ends the process: {e}");
    }
}

#[cfg(not(unix))]
pub(crate) fn outlive_size_limit() {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        write(&path, "one").unwrap();
        write(&path, "two").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left behind");
        let nowhere = write(Path::new("/nowhere/at/all.txt"), "x").unwrap_err();
        assert!(nowhere.contains("all.txt: could not be written: its folder is not there"), "{nowhere}");
    }

    #[test]
    fn every_trouble_of_the_disk_says_what_to_do() {
        for kind in [
            ErrorKind::StorageFull,
            ErrorKind::QuotaExceeded,
            ErrorKind::FileTooLarge,
            ErrorKind::ReadOnlyFilesystem,
            ErrorKind::PermissionDenied,
            ErrorKind::NotFound,
        ] {
            let words = in_words(&io::Error::from(kind));
            assert!(words.contains(". ") && words != io::Error::from(kind).to_string(), "{words}");
        }
    }

    #[test]
    fn only_our_own_names_are_unfinished() {
        for (name, ours) in [
            (".copydesk-Ab3dEf.tmp", true),
            (".copydesk-Ab3dEf", false),
            (".copydesk-Ab3dEfg.tmp", false),
            (".copydesk-Ab-dEf.tmp", false),
            ("x.copydesk-Ab3dEf.tmp", false),
            (".copydesk-.tmp", false),
        ] {
            assert_eq!(is_unfinished(name), ours, "{name}");
        }
    }
}
