//! The figures: one table for people, the same as JSON for machines.

use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;
use serde_json::Value;

/// One figure, beside what it is compared with.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// What was measured, with its unit.
    pub what: String,
    /// Guildhall's.
    pub guildhall: f64,
    /// What it is compared with, in the same run, and its own figure.
    pub beside: Option<(&'static str, f64)>,
    /// What it should be.
    pub aim: Option<Aim>,
}

/// What a figure should be.
#[derive(Clone, Copy, Debug, Serialize)]
pub enum Aim {
    /// As much as this or more.
    AtLeast(f64),
    /// As much as this or less.
    AtMost(f64),
    /// So many times what stands beside it, or more.
    TimesBeside(f64),
}

impl Figure {
    /// A figure by itself.
    pub fn new(what: impl Into<String>, guildhall: f64) -> Self {
        Self { what: what.into(), guildhall, beside: None, aim: None }
    }

    /// With what it is compared with.
    #[must_use]
    pub fn beside(mut self, what: &'static str, figure: f64) -> Self {
        self.beside = Some((what, figure));
        self
    }

    /// With what it should be.
    #[must_use]
    pub fn aim(mut self, aim: Aim) -> Self {
        self.aim = Some(aim);
        self
    }

    fn ratio(&self) -> Option<f64> {
        self.beside.map(|(_, beside)| self.guildhall / beside)
    }

    fn reached(&self) -> Option<bool> {
        Some(match self.aim? {
            Aim::AtLeast(aim) => self.guildhall >= aim,
            Aim::AtMost(aim) => self.guildhall <= aim,
            Aim::TimesBeside(times) => self.ratio()? >= times,
        })
    }
}

/// All that a run has found.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// The figures, in the order to show them.
    pub figures: Vec<Figure>,
    /// Everything that was measured, by name.
    pub details: Vec<(String, Value)>,
    /// Messages that were lost, repeated or out of order, in words.
    pub faults: Vec<String>,
}

impl Report {
    /// Adds a figure.
    pub fn add(&mut self, figure: Figure) {
        println!("  {}: {}", figure.what, number(figure.guildhall));
        self.figures.push(figure);
    }

    /// The table, in Markdown.
    pub fn table(&self) -> String {
        let mut table = String::from(
            "| figure | Guildhall | beside it | ratio | aim |\n| --- | ---: | ---: | ---: | --- |\n",
        );
        for figure in &self.figures {
            let beside =
                figure.beside.map_or(String::new(), |(what, beside)| format!("{what}: {}", number(beside)));
            let ratio = figure.ratio().map_or(String::new(), |ratio| format!("{ratio:.2}"));
            let reached = match figure.reached() {
                Some(true) => " ✓",
                Some(false) => " ✗",
                None => "",
            };
            let aim = match figure.aim {
                Some(Aim::AtLeast(aim)) => format!("≥ {}", number(aim)),
                Some(Aim::AtMost(aim)) => format!("≤ {}", number(aim)),
                Some(Aim::TimesBeside(times)) => format!("≥ {times} times"),
                None => String::new(),
            };
            let _ = writeln!(
                table,
                "| {} | {} | {beside} | {ratio} | {aim}{reached} |",
                figure.what,
                number(figure.guildhall)
            );
        }
        table
    }

    /// Writes it as JSON.
    pub fn write(&self, file: &Path) -> std::io::Result<()> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(file, serde_json::to_string_pretty(self)?)
    }
}

/// A number with as many digits as matter, and a comma at each thousand.
fn number(number: f64) -> String {
    if number.abs() < 10.0 {
        return format!("{number:.2}");
    }
    if number.abs() < 1000.0 {
        return format!("{number:.1}");
    }
    let digits = format!("{number:.0}");
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_easy_to_read() {
        let shown = [0.5, 14.26, 999.94, 1000.0, 123_456.7].map(number);
        assert_eq!(shown, ["0.50", "14.3", "999.9", "1,000", "123,457"]);
    }

    #[test]
    fn an_aim_is_reached_or_not() {
        let figure = Figure::new("x", 80.0).beside("y", 100.0);
        assert_eq!(figure.clone().aim(Aim::TimesBeside(0.85)).reached(), Some(false));
        assert_eq!(figure.clone().aim(Aim::AtMost(80.0)).reached(), Some(true));
        assert_eq!(figure.clone().aim(Aim::AtLeast(81.0)).reached(), Some(false));
        assert_eq!(figure.reached(), None);
    }
}
