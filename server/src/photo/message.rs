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
    for file in files {
        let line = format!("file {} {} {}\n", file.width, file.format.extension(), file.bytes.len());
        message.extend_from_slice(line.as_bytes());
        message.extend_from_slice(&file.bytes);
    }
    message
}

/// Reads a whole message; `None` when it is none.
#[must_use]
pub fn read(message: &[u8]) -> Option<Result<Developed, PictureProblem>> {
    let (words, mut rest) = line(message)?;
    let [width, height, mean_rgb, ground, count] = match words.as_slice() {
        ["problem", code] => return PictureProblem::ALL.into_iter().find(|problem| problem.code() == *code).map(Err),
        ["developed", width, height, mean_rgb, ground, count] => [width, height, mean_rgb, ground, count],
        _ => return None,
    };
    let mut files = Vec::new();
    for _ in 0..count.parse::<u8>().ok()? {
        let (words, after) = line(rest)?;
        let ["file", width, extension, length] = words.as_slice() else { return None };
        let format = Format::ALL.into_iter().find(|format| format.extension() == *extension)?;
        let (bytes, after) = after.split_at_checked(length.parse().ok()?)?;
        files.push(DevelopedFile { width: width.parse().ok()?, format, bytes: bytes.to_vec() });
        rest = after;
    }
    let developed = Developed {
        width: width.parse().ok()?,
        height: height.parse().ok()?,
        mean_rgb: mean_rgb.parse().ok()?,
        ground: Ground::from_text(ground)?,
        files,
    };
    rest.is_empty().then_some(Ok(developed))
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
