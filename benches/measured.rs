//! What Criterion has measured, as it wrote it down.

use std::path::PathBuf;

/// Returns the folder that Criterion writes to.
pub fn criterion_home() -> String {
    std::env::var("CRITERION_HOME").unwrap_or_else(|_| "../target/criterion".to_owned())
}

/// Returns the median of a way's last measurement, in seconds.
pub fn median_s(home: &str, group: &str, way: &str) -> Option<f64> {
    // What a name of a folder cannot have, Criterion writes as `_`.
    let folder = |name: &str| name.replace(['?', '"', '/', '\\', '*', '<', '>', ':', '|', '^'], "_");
    let path: PathBuf = [home, &folder(group), &folder(way), "new", "estimates.json"].iter().collect();
    let estimates: serde_json::Value = serde_json::from_slice(&std::fs::read(path).ok()?).ok()?;
    Some(estimates.get("median")?.get("point_estimate")?.as_f64()? / 1e9)
}
