//! Expressions as text that knows when it needs parentheses.

/// How tightly an expression holds together: the precedence of its outermost operator (OData URL
/// Conventions 4.01, section 5.1.1.17).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Binding {
    /// Nothing is known of it.
    #[default]
    Raw,
    Or,
    And,
    /// `a eq b`, `a in (b)`, `a has b`. They bind differently, which never matters: what stands
    /// beside them is a path or a literal.
    Comparison,
    Not,
    /// A function call, or anything in parentheses.
    Call,
}

/// A condition of `$filter` or `$search`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Expression {
    pub(crate) text: String,
    pub(crate) binding: Binding,
    /// Why it cannot be sent; told when the request is sent.
    pub(crate) problem: Option<&'static str>,
}

impl Expression {
    pub(crate) fn new(binding: Binding, text: String) -> Self {
        Self {
            text,
            binding,
            problem: None,
        }
    }

    pub(crate) fn call(text: String) -> Self {
        Self::new(Binding::Call, text)
    }

    pub(crate) fn with_problem(mut self, problem: &'static str) -> Self {
        self.problem.get_or_insert(problem);
        self
    }

    pub(crate) fn joined(self, operator: &Operator, other: Self) -> Self {
        let (binding, problem) = (operator.binding, self.problem.or(other.problem));
        let (left, right) = (self.within(binding), other.within(binding));
        let text = format!("{left} {} {right}", operator.name);
        Self {
            text,
            binding,
            problem,
        }
    }

    /// `not` binds more tightly than any comparison, so that `not a eq b` would compare `not a`.
    pub(crate) fn negated(self, not: &str) -> Self {
        let problem = self.problem;
        let text = format!("{not} {}", self.within(Binding::Call));
        Self {
            text,
            binding: Binding::Not,
            problem,
        }
    }

    /// The text as an operand of an operator that binds like this.
    fn within(self, binding: Binding) -> String {
        match self.binding < binding {
            true => format!("({})", self.text),
            false => self.text,
        }
    }
}

/// An operator that joins two conditions. All of them are associative: equal ones need no
/// parentheses.
pub(crate) struct Operator {
    name: &'static str,
    binding: Binding,
}

/// Operators of `$filter`.
pub(crate) const AND: Operator = Operator {
    name: "and",
    binding: Binding::And,
};
pub(crate) const OR: Operator = Operator {
    name: "or",
    binding: Binding::Or,
};

/// Operators of `$search`, where they are in capitals.
pub(crate) const SEARCH_AND: Operator = Operator {
    name: "AND",
    binding: Binding::And,
};
pub(crate) const SEARCH_OR: Operator = Operator {
    name: "OR",
    binding: Binding::Or,
};
