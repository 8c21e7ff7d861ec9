//! What each customer bought: gone through anew for every cut, as people do not add up.

use super::group::Selection;
use super::question::{NO_CELL, Question};
use super::scan::Scan;
use super::window::Window;
use crate::engine::facts::Facts;
use crate::engine::facts::block::Block;
use crate::engine::facts::column::ABSENT;
use crate::engine::facts::vocabulary::{Dimension, Measure, TableKind};
use crate::engine::quantity::{Quantity, Sum};

/// How many orders and refunds are gone through for an answer: half a million take 24 MB and a tenth of a second.
pub const MAX_ROWS: usize = 500_000;

/// What one person ordered and gave back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Customer {
    pub person: u32,
    pub orders: Sum,
    /// Of the orders whose value is known: how many, and their value.
    pub priced_orders: Sum,
    pub revenue: Sum,
    /// Of the orders whose units are known: how many, and their units.
    pub counted_orders: Sum,
    pub units: Sum,
    pub refunds: Sum,
}

impl Customer {
    /// Returns revenue less refunds.
    pub fn net(&self) -> Sum {
        self.revenue - self.refunds
    }

    /// Whether there is an order: a refund alone makes no customer of the period.
    pub fn has_ordered(&self) -> bool {
        !self.orders.is_zero()
    }
}

/// Customers by step and value; within a cell by ascending person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customers {
    n_steps: usize,
    /// By cell, where its customers end.
    ends: Vec<usize>,
    all: Vec<Customer>,
}

impl Customers {
    /// Returns the customers of one step and one code; the code is 0 where there is no grouping by value.
    pub fn of(&self, step: usize, code: u32) -> &[Customer] {
        let cell = code as usize * self.n_steps + step;
        let end = |cell: usize| self.ends.get(cell).copied().filter(|_| step < self.n_steps);
        let from = if cell == 0 { Some(0) } else { end(cell - 1) };
        from.zip(end(cell)).and_then(|(from, to)| self.all.get(from..to)).unwrap_or_default()
    }
}

/// What one row adds to a customer of a cell: millionths, [`ABSENT`] where it does not say.
struct Told {
    cell: u32,
    person: u32,
    /// Whose lines are one order within the cell; 0: the row is an order of its own, or none.
    order: u32,
    orders: i64,
    revenue: i64,
    units: i64,
    refunds: i64,
}

impl Told {
    fn customer(&self) -> Customer {
        let known = |parts: i64| (parts != ABSENT).then(|| Sum::from(Quantity::from_parts(parts)));
        let orders = known(self.orders);
        let of_order = |parts: i64| orders.zip(known(parts)).unwrap_or_default();
        let (priced_orders, revenue) = of_order(self.revenue);
        let (counted_orders, units) = of_order(self.units);
        Customer {
            person: self.person,
            orders: orders.unwrap_or_default(),
            priced_orders,
            revenue,
            counted_orders,
            units,
            refunds: known(self.refunds).unwrap_or_default(),
        }
    }
}

/// Returns what the lines of one order add: it counts once in each cell that has a line of it.
fn order_of(lines: &[Told]) -> Customer {
    let whole = lines.iter().map(Told::customer).fold(Customer::default(), joined);
    if lines.first().is_none_or(|line| line.order == 0) {
        return whole;
    }
    let is_there = |knows: fn(&Told) -> bool| lines.iter().any(|line| line.orders != ABSENT && knows(line));
    let one = |is_there: bool| if is_there { Quantity::ONE.into() } else { Sum::ZERO };
    Customer {
        orders: one(is_there(|_| true)),
        priced_orders: one(is_there(|line| line.revenue != ABSENT)),
        counted_orders: one(is_there(|line| line.units != ABSENT)),
        ..whole
    }
}

/// Tells what each person ordered and gave back in what is selected, by step and, where `dimension` is given, by value.
///
/// Rows of `events` tables count that name a person. `steps` follow each other without a gap, as in
/// [`group`](super::group::group). `None`: more than [`MAX_ROWS`] rows would have to be gone through.
pub fn customers(
    facts: &Facts,
    selection: &Selection,
    steps: &[Window],
    dimension: Option<&Dimension>,
) -> Option<Customers> {
    let question = Question::new(facts, selection, steps, dimension);
    let mut scan = Scan::new(&question);
    let mut told: Vec<Told> = Vec::new();
    for (_, table) in question.tables().filter(|(_, table)| table.kind == TableKind::Events) {
        scan.tell_cells(table, &mut |block, cells| {
            if block.persons().is_some() {
                tell(block, cells, &mut told);
            }
            told.len() <= MAX_ROWS
        });
    }
    if told.len() > MAX_ROWS {
        return None;
    }
    told.sort_unstable_by_key(|told| (told.cell, told.person, told.order));
    let mut ends = vec![0; question.n_cells()];
    let mut all: Vec<Customer> = Vec::new();
    let mut cell = 0;
    for of_same in told.chunk_by(|a, b| (a.cell, a.person) == (b.cell, b.person)) {
        let Some(first) = of_same.first() else { continue };
        for end in ends.iter_mut().take(first.cell as usize).skip(cell) {
            *end = all.len();
        }
        cell = first.cell as usize;
        all.push(of_same.chunk_by(|a, b| a.order == b.order).map(order_of).fold(Customer::default(), joined));
    }
    for end in ends.iter_mut().skip(cell) {
        *end = all.len();
    }
    Some(Customers { n_steps: question.n_steps, ends, all })
}

/// Adds what the same person bought elsewhere.
fn joined(a: Customer, b: Customer) -> Customer {
    Customer {
        person: b.person,
        orders: a.orders + b.orders,
        priced_orders: a.priced_orders + b.priced_orders,
        revenue: a.revenue + b.revenue,
        counted_orders: a.counted_orders + b.counted_orders,
        units: a.units + b.units,
        refunds: a.refunds + b.refunds,
    }
}

fn tell(block: &Block, cells: &[u32], told: &mut Vec<Told>) {
    let column = |measure: Measure| block.measure(measure).map(|column| column.unpack());
    let (orders, revenue, units, refunds) =
        (column(Measure::Orders), column(Measure::Revenue), column(Measure::Units), column(Measure::Refunds));
    if orders.is_none() && refunds.is_none() {
        return;
    }
    let at = |column: &Option<Vec<i64>>, row: usize| -> i64 {
        column.as_ref().and_then(|column| column.get(row)).copied().unwrap_or(ABSENT)
    };
    for (row, cell) in cells.iter().enumerate().filter(|(_, cell)| **cell != NO_CELL) {
        let (person, orders, refunds) = (block.person(row), at(&orders, row), at(&refunds, row));
        let order = block.orders().and_then(|orders| u32::try_from(orders.get(row)?).ok()).unwrap_or(0);
        if person != 0 && (orders != ABSENT || refunds != ABSENT) {
            let (revenue, units) = (at(&revenue, row), at(&units, row));
            told.push(Told { cell: *cell, person, order, orders, revenue, units, refunds });
        }
    }
}
