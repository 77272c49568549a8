//! What the process that develops says to the one that asked: one line, then one line and the bytes per file.

use domain::picture::{Format, Ground};
use services::pictures::{Developed, DevelopedFile, PictureProblem};

/// Longest message that is read, in bytes: six files, of which the largest has three million pixels.
pub const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// The message.
#[must_use]
pub fn write(developed: &Result<Developed, PictureProblem>) -> Vec<u8> {
    let developed = match developed {
        Ok(developed) => developed,
        Err(problem) => return format!("problem {}\n", problem.code()).into_bytes(),
    };
    let Developed { width, height, mean_rgb, ground, files } = developed;
    let count = files.len();
    let mut message = format!("developed {width} {height} {mean_rgb} {} {count}\n", ground.to_text()).into_bytes();
    append(&mut message, files);
    message
}

/// The message of one that makes further files of a picture.
#[must_use]
pub fn write_files(files: &Result<Vec<DevelopedFile>, PictureProblem>) -> Vec<u8> {
    match files {
        Ok(files) => {
            let mut message = format!("files {}\n", files.len()).into_bytes();
            append(&mut message, files);
            message
        }
        Err(problem) => write(&Err(*problem)),
    }
}

fn append(message: &mut Vec<u8>, files: &[DevelopedFile]) {
    for file in files {
        let line = format!("file {} {} {}\n", file.width, file.format.extension(), file.bytes.len());
        message.extend_from_slice(line.as_bytes());
        message.extend_from_slice(&file.bytes);
    }
}

/// Reads a whole message; `None` when it is none.
#[must_use]
pub fn read(message: &[u8]) -> Option<Result<Developed, PictureProblem>> {
    let (words, rest) = line(message)?;
    let [width, height, mean_rgb, ground, count] = match words.as_slice() {
        ["problem", code] => return problem(code).map(Err),
        ["developed", width, height, mean_rgb, ground, count] => [width, height, mean_rgb, ground, count],
        _ => return None,
    };
    let files = files(count, rest)?;
    let developed = Developed {
        width: width.parse().ok()?,
        height: height.parse().ok()?,
        mean_rgb: mean_rgb.parse().ok()?,
        ground: Ground::from_text(ground)?,
        files,
    };
    Some(Ok(developed))
}

/// Reads what [`write_files`] wrote; `None` when it is none.
#[must_use]
pub fn read_files(message: &[u8]) -> Option<Result<Vec<DevelopedFile>, PictureProblem>> {
    let (words, rest) = line(message)?;
    match words.as_slice() {
        ["problem", code] => problem(code).map(Err),
        ["files", count] => files(count, rest).map(Ok),
        _ => None,
    }
}

fn problem(code: &str) -> Option<PictureProblem> {
    PictureProblem::ALL.into_iter().find(|problem| problem.code() == code)
}

/// So many files, and nothing after them.
fn files(count: &str, mut rest: &[u8]) -> Option<Vec<DevelopedFile>> {
    let mut files = Vec::new();
    for _ in 0..count.parse::<u8>().ok()? {
        let (words, after) = line(rest)?;
        let ["file", width, extension, length] = words.as_slice() else { return None };
        let format = Format::ALL.into_iter().find(|format| format.extension() == *extension)?;
        let (bytes, after) = after.split_at_checked(length.parse().ok()?)?;
        files.push(DevelopedFile { width: width.parse().ok()?, format, bytes: bytes.to_vec() });
        rest = after;
    }
    rest.is_empty().then_some(files)
}

fn line(message: &[u8]) -> Option<(Vec<&str>, &[u8])> {
    let end = message.iter().position(|byte| *byte == b'\n')?;
    Some((std::str::from_utf8(&message[..end]).ok()?.split(' ').collect(), &message[end + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_is_understood_and_half_of_it_is_not() {
        let file = |format, bytes: &[u8]| DevelopedFile { width: 320, format, bytes: bytes.to_vec() };
        let files = vec![file(Format::Webp, b"a\nb"), file(Format::Jpeg, b"")];
        let message = write_files(&Ok(files.clone()));
        assert_eq!(read_files(&message), Some(Ok(files.clone())));
        assert!((0..message.len()).all(|end| read_files(&message[..end]).is_none()));
        assert_eq!(read_files(&write_files(&Err(PictureProblem::Broken))), Some(Err(PictureProblem::Broken)));
        let developed =
            Ok(Developed { width: 4000, height: 3000, mean_rgb: 0x00ff_0080, ground: Ground([0xabc; 9]), files });
        let message = write(&developed);
        assert_eq!(read(&message), Some(developed));
        for end in 0..message.len() {
            assert_eq!(read(&message[..end]), None, "{end}");
        }
        for problem in PictureProblem::ALL {
            assert_eq!(read(&write(&Err(problem))), Some(Err(problem)));
        }
        assert_eq!(read(b"problem unheard\n"), None);
    }
}
