//! The worker: pumps messages between the page and the desk, and runs the desk's errands.

use miyar::browser::{fetch, intl, port};
use miyar::work::desk::Desk;
use miyar::work::message::{Act, Tell};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

fn main() {
    port::report_stops();
    let desk = Rc::new(RefCell::new(Desk::new(intl::locale)));
    port::listen(move |ask| {
        let acts = desk.borrow_mut().asked(ask);
        run(&desk, acts);
    });
    port::tell(&Tell::Ready);
}

fn run(desk: &Rc<RefCell<Desk>>, acts: Vec<Act>) {
    for act in acts {
        match act {
            Act::Tell(tell) => port::tell(&tell),
            Act::Fetch(errand) => {
                let desk = Rc::clone(desk);
                spawn_local(async move {
                    let fetched = fetch::fetch(&errand.address).await;
                    let acts = desk.borrow_mut().fetched(errand.number, fetched);
                    run(&desk, acts);
                });
            }
        }
    }
}
