//! Typed positions: an [`Id`] belongs to one table, and looking it up there cannot fail.

use std::collections::BTreeMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Index;

/// The position of a record in its [`Table`]; only the table hands it out.
pub struct Id<T> {
    index: u32,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// The position as a plain number, for parallel arrays.
    pub fn index(self) -> usize {
        self.index as usize
    }

    fn new(index: usize) -> Self {
        Self { index: u32::try_from(index).expect("a table holds fewer than 2^32 records"), of: PhantomData }
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.index.cmp(&other.index)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.index.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.index)
    }
}

/// Names that will be the rows of a table, before the rows exist: what references resolve against.
#[derive(Debug)]
pub struct Names<T> {
    by_name: BTreeMap<String, u32>,
    by_id: Vec<String>,
    of: PhantomData<fn() -> T>,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self { by_name: BTreeMap::new(), by_id: Vec::new(), of: PhantomData }
    }
}

impl<T> Names<T> {
    /// Reserves the next row for `name`; the row that has it already is the error.
    pub fn add(&mut self, name: &str) -> Result<Id<T>, Id<T>> {
        if let Some(id) = self.find(name) {
            return Err(id);
        }
        let id = Id::new(self.by_id.len());
        self.by_name.insert(name.to_owned(), id.index);
        self.by_id.push(name.to_owned());
        Ok(id)
    }

    /// The id reserved for `name`.
    pub fn find(&self, name: &str) -> Option<Id<T>> {
        self.by_name.get(name).map(|&index| Id { index, of: PhantomData })
    }

    /// The name of a reserved row.
    pub fn name(&self, id: Id<T>) -> &str {
        &self.by_id[id.index()]
    }

    /// Every name, in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }

    /// The table, when each reserved row has come.
    ///
    /// # Errors
    /// The names of the rows that have not.
    pub fn fill(self, rows: Vec<Option<T>>) -> Result<Table<T>, Vec<String>> {
        let came = |index: u32| rows.get(index as usize).is_some_and(Option::is_some);
        let missing: Vec<String> =
            self.by_name.iter().filter(|(_, index)| !came(**index)).map(|(name, _)| name.clone()).collect();
        if missing.is_empty() {
            // Each has come, so none ends this early; the rows keep the room that they have.
            Ok(Table { rows: rows.into_iter().map_while(|row| row).collect(), by_name: self.by_name })
        } else {
            Err(missing)
        }
    }
}

/// Records in their order, found again by their written name.
#[derive(Debug)]
pub struct Table<T> {
    rows: Vec<T>,
    by_name: BTreeMap<String, u32>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), by_name: BTreeMap::new() }
    }
}

impl<T> Table<T> {
    /// Builds the table from rows and their names; of two rows with one name the first is found.
    pub fn new(rows: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut table = Self::default();
        for (name, row) in rows {
            let index = Id::<T>::new(table.rows.len()).index;
            table.by_name.entry(name).or_insert(index);
            table.rows.push(row);
        }
        table
    }

    /// The id of the record written as `name`.
    pub fn find(&self, name: &str) -> Option<Id<T>> {
        self.by_name.get(name).map(|&index| Id { index, of: PhantomData })
    }

    /// Every written name, in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }

    /// Every record with its id, in the table's order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Id<T>, &T)> {
        self.rows.iter().enumerate().map(|(index, row)| (Id::new(index), row))
    }

    /// Every id, in the table's order.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = Id<T>> + use<T> {
        (0..self.rows.len()).map(Id::new)
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl<T> Index<Id<T>> for Table<T> {
    type Output = T;
    fn index(&self, id: Id<T>) -> &T {
        &self.rows[id.index()]
    }
}
