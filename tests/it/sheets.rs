use miyar::engine::feed::{Kept, sheet};
#[test]
fn dump() {
    for entry in std::fs::read_dir(crate::support::repository("tests/data/sheets")).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let mut kept = Kept::default();
        let read = sheet::read(&bytes, "f", None, &mut kept);
        println!("{path:?} {read:?} {:?}\n{:?}", sheet::sheets(&bytes, "f"), kept);
    }
}
