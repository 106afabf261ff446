//! A smaller description of the same kind: some of the types, with everything that is about them alone.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::outline::{Declaration, Kind, Outline};

/// At least `count` types (all, if there are not more), taken evenly from the whole text, with the types that their structural properties
/// and base types name.
pub(super) fn pick<'o>(outline: &'o Outline<'_>, count: usize) -> BTreeSet<&'o str> {
    let types: Vec<&Declaration> = outline.types().collect();
    let by_name: BTreeMap<&str, &Declaration> =
        types.iter().map(|ty| (ty.name.as_str(), *ty)).collect();
    let mut picked = BTreeSet::new();
    for index in spread(types.len()) {
        if picked.len() >= count {
            break;
        }
        let mut open: Vec<&Declaration> = types.get(index).copied().into_iter().collect();
        while let Some(ty) = open.pop() {
            if picked.insert(ty.name.as_str()) {
                let structural = ty.members.iter().filter(|member| member.is_structural);
                let named = structural.map(|member| &member.refers_to).chain(&ty.base);
                open.extend(named.filter_map(|name| by_name.get(name.as_str()).copied()));
            }
        }
    }
    picked
}

/// The description of these types. Navigation properties, operations and annotations that speak of another one are left out.
pub(super) fn cut(outline: &Outline<'_>, picked: &BTreeSet<&str>) -> String {
    let mut cut = Cut::of(outline, picked);
    cut.dropped.sort_by_key(|range| range.start);
    let mut text = String::new();
    let mut at = 0;
    for range in cut.dropped {
        // A member of what is dropped itself adds nothing.
        if range.start >= at {
            text.push_str(outline.text.get(at..range.start).unwrap_or_default());
            at = range.end;
        }
    }
    text.push_str(outline.text.get(at..).unwrap_or_default());
    text
}

/// What is to be left out.
#[derive(Debug, Default)]
struct Cut {
    dropped: Vec<Range<usize>>,
    /// What is left out, by the name that annotations have for it.
    names: BTreeSet<String>,
}

impl Cut {
    fn of(outline: &Outline<'_>, picked: &BTreeSet<&str>) -> Self {
        let declared: BTreeSet<&str> = outline.types().map(|ty| ty.name.as_str()).collect();
        let gone = |name: &str| declared.contains(name) && !picked.contains(name);
        let mut cut = Self::default();
        let (last, first): (Vec<_>, Vec<_>) = outline
            .declarations
            .iter()
            .partition(|one| matches!(one.kind, Kind::Container | Kind::Annotations));
        for one in first {
            let whole = match one.kind {
                Kind::Type => gone(&one.name),
                _ => one.members.iter().any(|member| gone(&member.refers_to)),
            };
            cut.consider(one, whole, |name| gone(name));
        }
        // These speak of the ones before.
        for one in last {
            let lost = cut.names.clone();
            let whole = one.kind == Kind::Annotations && is_about(&lost, &one.name);
            cut.consider(one, whole, |name| gone(name) || lost.contains(name));
        }
        cut
    }

    fn consider(&mut self, one: &Declaration, whole: bool, gone: impl Fn(&str) -> bool) {
        if whole {
            self.dropped.push(one.range.clone());
            self.names.insert(one.name.clone());
            return;
        }
        let members = one.members.iter().filter(|member| gone(&member.refers_to));
        for member in members {
            self.dropped.push(member.range.clone());
            self.names.insert(format!("{}/{}", one.name, member.name));
        }
    }
}

/// Whether annotations with this target are about something that is left out: `microsoft.graph.user/manager`, or
/// `microsoft.graph.assignLicense(microsoft.graph.user)`.
fn is_about(lost: &BTreeSet<String>, target: &str) -> bool {
    let (path, binding) = target.split_once('(').unwrap_or((target, ""));
    let mut prefixes = path
        .match_indices('/')
        .map(|(at, _)| at)
        .chain([path.len()]);
    let bound = binding
        .split([')', ','])
        .map(|ty| ty.trim_start_matches("Collection("));
    prefixes.any(|end| path.get(..end).is_some_and(|prefix| lost.contains(prefix)))
        || bound.into_iter().any(|ty| lost.contains(ty))
}

/// Every number below `count` once, neighbours far apart: steps of about the golden section.
fn spread(count: usize) -> impl Iterator<Item = usize> {
    let mut step = (count * 618 / 1000).max(1);
    while common_divisor(step, count) > 1 {
        step += 1;
    }
    (0..count).map(move |index| index * step % count)
}

fn common_divisor(a: usize, b: usize) -> usize {
    if b == 0 { a } else { common_divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::{Outline, cut, pick, spread};

    const TEXT: &str = r#"<edmx:Edmx xmlns:edmx="x"><edmx:DataServices><Schema Namespace="a.b" Alias="s">
<EnumType Name="color"><Member Name="red" /></EnumType>
<EntityType Name="car"><Property Name="paint" Type="s.color" /><NavigationProperty Name="owner" Type="s.person"><Annotation /></NavigationProperty></EntityType>
<EntityType Name="person"><NavigationProperty Name="cars" Type="Collection(a.b.car)" /></EntityType>
<Action Name="sell" IsBound="true"><Parameter Name="it" Type="a.b.car" /><Parameter Name="to" Type="s.person" /></Action>
<Action Name="wash" IsBound="true"><Parameter Name="it" Type="Collection(s.car)" /></Action>
<EntityContainer Name="all"><EntitySet Name="cars" EntityType="a.b.car" /><EntitySet Name="persons" EntityType="a.b.person" /><ActionImport Name="sell" Action="a.b.sell" /></EntityContainer>
<Annotations Target="a.b.car/owner"><Annotation /></Annotations>
<Annotations Target="a.b.car"><Annotation /></Annotations>
<Annotations Target="a.b.sell(a.b.car)"><Annotation /></Annotations>
<Annotations Target="a.b.person/cars"><Annotation /></Annotations>
<Annotations Target="a.b.all/persons"><Annotation /></Annotations>
</Schema></edmx:DataServices></edmx:Edmx>"#;

    #[test]
    fn what_speaks_of_a_type_outside_goes_with_it() {
        let outline = Outline::of(TEXT).expect("XML");
        let picked = ["a.b.car", "a.b.color"].into_iter().collect();
        let expected = r#"<edmx:Edmx xmlns:edmx="x"><edmx:DataServices><Schema Namespace="a.b" Alias="s">
<EnumType Name="color"><Member Name="red" /></EnumType>
<EntityType Name="car"><Property Name="paint" Type="s.color" /></EntityType>


<Action Name="wash" IsBound="true"><Parameter Name="it" Type="Collection(s.car)" /></Action>
<EntityContainer Name="all"><EntitySet Name="cars" EntityType="a.b.car" /></EntityContainer>

<Annotations Target="a.b.car"><Annotation /></Annotations>



</Schema></edmx:DataServices></edmx:Edmx>"#;
        assert_eq!(cut(&outline, &picked), expected);
    }

    #[test]
    fn structural_properties_bring_their_types() {
        let outline = Outline::of(TEXT).expect("XML");
        assert_eq!(pick(&outline, 0).len(), 0);
        for count in 1..=4 {
            let picked = pick(&outline, count);
            assert!(picked.len() >= count.min(3), "{picked:?}");
            assert!(!picked.contains("a.b.car") || picked.contains("a.b.color"));
        }
    }

    #[test]
    fn every_number_comes_once() {
        for count in 0..50 {
            let mut numbers: Vec<usize> = spread(count).collect();
            numbers.sort_unstable();
            assert_eq!(numbers, (0..count).collect::<Vec<_>>());
        }
    }
}
