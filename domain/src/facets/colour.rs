//! Families of colours.

/// Families of colours, as a shopper asks for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "they are what their names say")]
pub enum Colour {
    White,
    Beige,
    Yellow,
    Orange,
    Red,
    Pink,
    Purple,
    Blue,
    Green,
    Brown,
    Grey,
    Black,
}

impl Colour {
    /// All, in the order of the page.
    pub const ALL: [Self; 12] = [
        Self::White,
        Self::Beige,
        Self::Yellow,
        Self::Orange,
        Self::Red,
        Self::Pink,
        Self::Purple,
        Self::Blue,
        Self::Green,
        Self::Brown,
        Self::Grey,
        Self::Black,
    ];

    /// As in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::White => "white",
            Self::Beige => "beige",
            Self::Yellow => "yellow",
            Self::Orange => "orange",
            Self::Red => "red",
            Self::Pink => "pink",
            Self::Purple => "purple",
            Self::Blue => "blue",
            Self::Green => "green",
            Self::Brown => "brown",
            Self::Grey => "grey",
            Self::Black => "black",
        }
    }

    /// Reads [`Colour::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// The family of a colour written as `#rrggbb`, by lightness, chroma and hue (the hexcone of Smith 1978, in whole
    /// numbers of 0 to 255 and degrees).
    #[must_use]
    pub fn of(swatch: &str) -> Option<Self> {
        let digits = swatch.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let part = |at: usize| digits.get(at..at + 2).and_then(|two| i32::from_str_radix(two, 16).ok());
        let (red, green, blue) = (part(0)?, part(2)?, part(4)?);
        let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
        let (chroma, light) = (most - least, i32::midpoint(most, least));
        if chroma < 24 {
            return Some(match light {
                ..64 => Self::Black,
                64..=226 => Self::Grey,
                227.. => Self::White,
            });
        }
        let hue = if most == red {
            (60 * (green - blue) / chroma + 360) % 360
        } else if most == green {
            60 * (blue - red) / chroma + 120
        } else {
            60 * (red - green) / chroma + 240
        };
        Some(by_hue(hue, chroma, light))
    }
}

const fn by_hue(hue: i32, chroma: i32, light: i32) -> Colour {
    let (pale, dull, dark) = (light >= 150, chroma < 100, light < 125);
    match hue {
        // Of the same hue as orange and yellow, but pale or dark: these have names of their own.
        20..=62 if pale && dull => Colour::Beige,
        16..=50 if dark && chroma < 130 => Colour::Brown,
        0..=19 | 330.. if light >= 170 => Colour::Pink,
        0..=15 | 345.. => Colour::Red,
        16..=35 => Colour::Orange,
        36..=64 => Colour::Yellow,
        65..=164 => Colour::Green,
        165..=259 => Colour::Blue,
        260..=319 => Colour::Purple,
        _ => Colour::Pink,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_have_the_names_that_people_give_them() {
        for (swatch, colour) in [
            ("#d9cdb4", Colour::Beige),
            ("#d9bd83", Colour::Beige),
            ("#efe3c4", Colour::Beige),
            ("#f1ebdc", Colour::White),
            ("#ffffff", Colour::White),
            ("#b5b9bb", Colour::Grey),
            ("#d9dcde", Colour::Grey),
            ("#2b2928", Colour::Black),
            ("#000000", Colour::Black),
            ("#9c3b2e", Colour::Red),
            ("#c4472f", Colour::Red),
            ("#d9694f", Colour::Red),
            ("#ff0000", Colour::Red),
            ("#d8a49a", Colour::Pink),
            ("#ff69b4", Colour::Pink),
            ("#d28a26", Colour::Orange),
            ("#ff8000", Colour::Orange),
            ("#d79a2b", Colour::Yellow),
            ("#ffff00", Colour::Yellow),
            ("#747a3c", Colour::Green),
            ("#00ff00", Colour::Green),
            ("#3fa7a3", Colour::Blue),
            ("#1b5e9b", Colour::Blue),
            ("#2b3f73", Colour::Blue),
            ("#800080", Colour::Purple),
            ("#8a5232", Colour::Brown),
            ("#6b4a33", Colour::Brown),
            ("#7a3f22", Colour::Brown),
        ] {
            assert_eq!(Colour::of(swatch), Some(colour), "{swatch}");
        }
        for other in ["", "red", "#12345", "#12345g", "#1234567", "#é1234"] {
            assert_eq!(Colour::of(other), None, "{other}");
        }
    }
}
