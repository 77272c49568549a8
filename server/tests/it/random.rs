//! Numbers that only look random: a failing test can be run again with its seed.

/// xorshift64*
pub struct Random(u64);

impl Random {
    pub const fn new(seed: u64) -> Self {
        Self(seed ^ 0x9e37_79b9_7f4a_7c15)
    }

    pub const fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap() % limit
    }

    pub fn pick<'a, T: AsRef<str>>(&mut self, from: &'a [T]) -> &'a str {
        from[self.below(from.len())].as_ref()
    }

    pub fn bytes(&mut self, most: usize) -> Vec<u8> {
        (0..self.below(most + 1)).map(|_| u8::try_from(self.next() & 0xff).unwrap()).collect()
    }
}

/// The rounds of a test: `gate` always, `long` with MOGADOR_LONG=1.
pub fn rounds(gate: usize, long: usize) -> usize {
    if setting("MOGADOR_LONG").is_some_and(|value| value == "1") { long } else { gate }
}

/// A setting of the test run.
#[expect(clippy::disallowed_methods, reason = "tests have no config")]
pub fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
