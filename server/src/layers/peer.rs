//! Who is asking: the address of the other end, seen through proxies that we trust and no others.

use axum::http::HeaderMap;
use std::net::{IpAddr, Ipv6Addr};

/// Address of the socket's other end; put into each request by the accept loop.
#[derive(Debug, Clone, Copy)]
pub struct SocketPeer(pub IpAddr);

/// An address or a range of addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    address: u128,
    bits: u32,
}

/// All addresses as IPv6, so that `::ffff:10.0.0.1` and `10.0.0.1` are one.
fn number(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(four) => four.to_ipv6_mapped().to_bits(),
        IpAddr::V6(six) => six.to_bits(),
    }
}

impl Network {
    /// Reads `10.0.0.7`, `10.0.0.0/8` or `2001:db8::/32`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits.parse::<u32>().ok()?)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().ok()?;
        let bits = match (address, bits) {
            (_, None) => 128,
            (IpAddr::V4(_), Some(bits)) if bits <= 32 => bits + 96,
            (IpAddr::V6(_), Some(bits)) if bits <= 128 => bits,
            (IpAddr::V4(_) | IpAddr::V6(_), Some(_)) => return None,
        };
        Some(Self { address: number(address), bits })
    }

    /// Whether the address lies in it.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        let differing = self.address ^ number(address);
        self.bits == 0 || differing >> (128 - self.bits) == 0
    }
}

/// The client's address: the socket's, unless that is a trusted proxy; then `X-Forwarded-For` is walked from the
/// right until an address that we do not trust. What a client writes further left is never looked at.
#[must_use]
pub fn client(socket: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(address));
    if trusted.is_empty() {
        return socket;
    }
    let values: Vec<&str> = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok()).collect();
    let mut hops = values.iter().rev().flat_map(|value| value.rsplit(',')).map(str::trim);
    let mut current = socket;
    while is_trusted(current) {
        match hops.next().and_then(|hop| hop.parse().ok()) {
            Some(hop) => current = hop,
            None => break,
        }
    }
    current
}

/// The unit that limits are counted by: one IPv4 address, or one IPv6 network of 56 bits, which is what one household gets.
#[must_use]
pub fn limit_key(address: IpAddr) -> String {
    match address {
        IpAddr::V4(four) => four.to_string(),
        IpAddr::V6(six) => match six.to_ipv4_mapped() {
            Some(four) => four.to_string(),
            None => format!("{}/56", Ipv6Addr::from_bits(six.to_bits() & (u128::MAX << 72))),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(socket: &str, forwarded: &[&str], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        let trusted: Vec<_> = trusted.iter().map(|text| Network::parse(text).unwrap()).collect();
        limit_key(client(socket.parse().unwrap(), &headers, &trusted))
    }

    #[test]
    fn a_forged_header_is_not_believed() {
        assert_eq!(seen("203.0.113.5", &["1.2.3.4"], &[]), "203.0.113.5");
        assert_eq!(seen("203.0.113.5", &["1.2.3.4"], &["10.0.0.0/8"]), "203.0.113.5");
    }

    #[test]
    fn through_trusted_proxies_the_last_stranger_counts() {
        assert_eq!(seen("10.0.0.1", &["6.6.6.6, 198.51.100.7, 10.0.0.9"], &["10.0.0.0/8"]), "198.51.100.7");
        assert_eq!(seen("10.0.0.1", &["6.6.6.6", "198.51.100.7"], &["10.0.0.0/8"]), "198.51.100.7");
        assert_eq!(seen("10.0.0.1", &["rubbish"], &["10.0.0.0/8"]), "10.0.0.1");
        assert_eq!(seen("::ffff:10.0.0.1", &["198.51.100.7"], &["10.0.0.1"]), "198.51.100.7");
    }

    #[test]
    fn neighbours_in_one_ipv6_network_share_a_limit() {
        assert_eq!(seen("2001:db8:1:2ff::1", &[], &[]), seen("2001:db8:1:200:ffff::9", &[], &[]));
        assert_ne!(seen("2001:db8:1:2ff::1", &[], &[]), seen("2001:db8:1:3ff::1", &[], &[]));
    }
}
