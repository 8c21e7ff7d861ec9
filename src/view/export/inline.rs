//! Style sheets that need no further file: what they name by address stands in them as data.

/// Returns the addresses that a style sheet names by `url(…)`, each once, in the order they are met; data is none.
pub fn addresses(css: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (_, address, _) in Urls(css) {
        if !address.starts_with("data:") && !found.contains(&address) {
            found.push(address);
        }
    }
    found
}

/// Puts what `data` has for an address in its place; what it has nothing for goes, so that nothing is asked for.
pub fn with_data(css: &str, data: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    for (before, address, after) in Urls(css) {
        out.push_str(before);
        let kept = if address.starts_with("data:") { Some(address.to_owned()) } else { data(address) };
        out.push_str("url(\"");
        out.push_str(&kept.unwrap_or_else(|| "data:,".into()));
        out.push_str("\")");
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Steps from one `url(…)` to the next: what stands before it, its address, what is left.
struct Urls<'a>(&'a str);

impl<'a> Iterator for Urls<'a> {
    type Item = (&'a str, &'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let (before, rest) = self.0.split_once("url(")?;
        let (address, after) = rest.split_once(')')?;
        self.0 = after;
        Some((before, address.trim().trim_matches(['"', '\'']), after))
    }
}

/// Writes bytes as base64 (RFC 4648, with padding).
pub fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for at in 0..4 {
            let sign = SIGNS.get((bits >> (18 - 6 * at)) as usize & 63).copied().unwrap_or(b'A');
            out.push(if at > group.len() { '=' } else { char::from(sign) });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_written_as_the_standard_does() {
        // RFC 4648, section 10.
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(base64(&[0xfb, 0xff, 0xfe]), "+//+");
    }

    #[test]
    fn every_address_gives_way_to_its_data() {
        let css = "a{b:url(\"x.woff2\") format(\"woff2\")}c{d:url( 'y.png' ),url(x.woff2),url(data:,z)}";
        assert_eq!(addresses(css), ["x.woff2", "y.png"]);
        let inlined = with_data(css, |address| (address == "x.woff2").then(|| "data:font/woff2;base64,AA==".into()));
        assert_eq!(
            inlined,
            "a{b:url(\"data:font/woff2;base64,AA==\") format(\"woff2\")}c{d:url(\"data:,\"),\
             url(\"data:font/woff2;base64,AA==\"),url(\"data:,z\")}"
        );
    }
}
