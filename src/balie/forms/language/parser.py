"""Tokens to tree, by recursive descent. Bounded in length, depth and number of nodes; no other error than LanguageError."""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal

from balie.forms.language import tree
from balie.forms.language.errors import LanguageError
from balie.forms.language.lexer import Token, tokens, unquote
from balie.forms.language.tree import Node

MAX_DEPTH = 24
MAX_HEIGHT = 48
MAX_NODES = 300
MAX_DURATION = 20000
RESERVED = frozenset({"niet", "en", "of", "ja", "nee", "vandaag", "leeg", "als"})
UNITS = {
    "jaar": "jaar", "jaren": "jaar", "maand": "maanden", "maanden": "maanden", "week": "weken", "weken": "weken",
    "dag": "dagen", "dagen": "dagen", "werkdag": "werkdagen", "werkdagen": "werkdagen",
}  # fmt: skip
SPANS = {"jaren": "jaar", "maanden": "maanden", "weken": "weken", "dagen": "dagen", "werkdagen": "werkdagen"}
FOLDS = frozenset({"aantal", "som", "laagste", "hoogste"})


def parse(text: str) -> Node:
    """The tree of a rule. Raises LanguageError with line, column and a Dutch sentence."""
    parser = _Parser(text)
    node = parser.logic()
    if parser.now.kind != "end":
        parser.fail(f"`{parser.now.text}` had ik hier niet verwacht.")
    # a + b + c leans to the left: as high as it is long, without ever going deeper in the parser
    if _height(node) > MAX_HEIGHT:
        parser.fail("Deze regel zit te diep in elkaar. Verdeel hem met `values`.", 0)
    return node


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.place = 0
        self.depth = 0
        self.nodes = 0

    # -- looking and taking

    @property
    def now(self) -> Token:
        return self.tokens[self.place]

    def word(self, *words: str) -> bool:
        """Do these words come next?"""
        ahead = self.tokens[self.place : self.place + len(words)]
        return len(ahead) == len(words) and all(t.kind == "word" and t.text == w for t, w in zip(ahead, words, strict=True))

    def sign(self, *signs: str) -> bool:
        return self.now.kind == "sign" and self.now.text in signs

    def take(self, count: int = 1) -> Token:
        token = self.now
        self.place += count
        return token

    def took(self, *words: str) -> bool:
        if found := self.word(*words):
            self.place += len(words)
        return found

    def need_sign(self, sign: str) -> None:
        if not self.sign(sign):
            self.fail(f"Hier hoort `{sign}`.")
        self.take()

    def need_word(self, word: str) -> None:
        if not self.took(word):
            self.fail(f"Hier hoort `{word}`.")

    def fail(self, message: str, at: int | None = None) -> None:
        raise LanguageError(message, self.text, self.now.at if at is None else at)

    def made(self, node: Node) -> Node:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.fail("Deze regel is te groot. Verdeel hem met `values`.")
        return node

    def deeper(self, rule: Callable[[], Node]) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.fail("Deze regel zit te diep in elkaar. Verdeel hem met `values`.")
        node = rule()
        self.depth -= 1
        return node

    # -- conditions

    def logic(self) -> Node:
        at = self.now.at
        parts = [self.deeper(self.negation)]
        op = ""
        while self.word("en") or self.word("of"):
            if op and self.now.text != op:
                self.fail("U gebruikt `en` en `of` door elkaar. Zet haakjes om wat bij elkaar hoort.")
            op = self.take().text
            parts.append(self.deeper(self.negation))
        return self.made(tree.Logic(op, tuple(parts), at=at)) if op else parts[0]

    def negation(self) -> Node:
        at = self.now.at
        if self.took("niet"):
            return self.made(tree.Not(self.deeper(self.negation), at=at))
        return self.comparison()

    def comparison(self) -> Node:
        left, at = self.sum(), self.now.at
        if self.sign("=", "<", "<=", ">", ">="):
            op = self.take().text
            return self.made(tree.Compare("is" if op == "=" else op, left, self.sum(), at=at))
        if self.took("tussen") or self.took("is", "tussen"):
            low = self.sum()
            self.need_word("en")
            return self.made(tree.Between(left, low, self.sum(), at=at))
        if self.took("bevat"):
            negated = self.took("niet")
            return self.made(tree.Contains(left, self.sum(), negated, at=at))
        if self.took("is"):
            return self.made(self.being(left, at))
        return left

    def being(self, left: Node, at: int) -> Node:
        negated = self.took("niet")
        if self.took("een", "van"):
            return self.one_of(left, negated, at)
        if self.took("ingevuld"):
            return tree.Filled(left, negated, at=at)
        if self.took("leeg"):
            return tree.Filled(left, not negated, at=at)
        return tree.Compare("is niet" if negated else "is", left, self.sum(), at=at)

    def one_of(self, left: Node, negated: bool, at: int) -> Node:
        if not self.sign("("):
            return tree.OneOf(left, (), self.primary(), negated, at=at)
        self.take()
        options = [self.sum()]
        while self.sign(","):
            self.take()
            options.append(self.sum())
        self.need_sign(")")
        return tree.OneOf(left, tuple(options), None, negated, at=at)

    # -- arithmetic

    def sum(self) -> Node:
        node = self.product()
        while self.sign("+", "-"):
            token = self.take()
            node = self.made(tree.Sum(token.text, node, self.product(), at=token.at))
        return node

    def product(self) -> Node:
        node = self.signed()
        while self.sign("*", "/"):
            token = self.take()
            node = self.made(tree.Sum(token.text, node, self.signed(), at=token.at))
        return node

    def signed(self) -> Node:
        if self.sign("-"):
            token = self.take()
            return self.made(tree.Negative(self.deeper(self.signed), at=token.at))
        return self.deeper(self.primary)

    # -- the smallest parts

    def primary(self) -> Node:
        token = self.now
        if self.sign("("):
            self.take()
            node = self.deeper(self.logic)
            self.need_sign(")")
            return node
        if token.kind == "word":
            return self.made(self.worded(token))
        if token.kind == "end":
            self.fail("De regel houdt hier te vroeg op.")
        if token.kind == "sign":
            self.fail(f"Voor `{token.text}` ontbreekt iets.")
        self.take()
        return self.made(self.literal(token))

    def literal(self, token: Token) -> Node:
        try:
            if token.kind == "date":
                return tree.Day(date.fromisoformat(token.text), at=token.at)
            if token.kind == "time":
                return tree.Clock(time.fromisoformat(token.text.zfill(5)), at=token.at)
        except ValueError:
            self.fail(f"{token.text} bestaat niet.", token.at)
        if token.kind == "text":
            return tree.Text(unquote(token.text), at=token.at)
        return self.number(token)

    def number(self, token: Token) -> Node:
        if self.now.kind == "word" and self.now.text in UNITS:
            if "." in token.text or int(token.text) > MAX_DURATION:
                self.fail(f"Een termijn is een heel getal tot {MAX_DURATION}.", token.at)
            return tree.Duration(int(token.text), UNITS[self.take().text], at=token.at)
        return tree.Number(Decimal(token.text), at=token.at)

    def worded(self, token: Token) -> Node:
        word, at = token.text, token.at
        if word in ("ja", "nee"):
            self.take()
            return tree.YesNo(word == "ja", at=at)
        if self.took("vandaag"):
            return tree.Today(at=at)
        if self.took("als"):
            return self.choose(at)
        if self.took("leeftijd", "van"):
            born = self.primary()
            return tree.Age(born, self.primary() if self.took("op") else None, at=at)
        if self.took("getal", "van"):
            return tree.Numeral(self.primary(), at=at)
        if word in FOLDS and self.word(word, "van"):
            self.take(2)
            return tree.Fold(word, self.rows(), at=at)
        if word in ("een", "alle") and self.word(word, "van"):
            self.take(2)
            source = self.name()
            return tree.Quantifier(word, source, self.condition(), at=at)
        if word in SPANS and self.word(word, "tussen"):
            return self.span(word, at)
        if word in RESERVED:
            self.fail(f"`{word}` had ik hier niet verwacht.")
        return self.rows()

    def choose(self, at: int) -> Node:
        condition = self.deeper(self.logic)
        self.need_word("dan")
        then = self.deeper(self.outcome)
        self.need_word("anders")
        return tree.Choose(condition, then, self.deeper(self.outcome), at=at)

    def outcome(self) -> Node:
        at = self.now.at
        return self.made(tree.Empty(at=at)) if self.took("leeg") else self.logic()

    def span(self, word: str, at: int) -> Node:
        self.take(2)
        start = self.sum()
        self.need_word("en")
        return tree.Span(SPANS[word], start, self.sum(), at=at)

    def rows(self) -> Node:
        name = self.name()
        if self.word("waar") and self.place + 1 < len(self.tokens) and self.tokens[self.place + 1].text == "(":
            at = self.take().at
            return tree.Filter(name, self.condition(), at=at)
        return name

    def condition(self) -> Node:
        self.need_sign("(")
        node = self.deeper(self.logic)
        self.need_sign(")")
        return node

    def name(self) -> Node:
        token = self.now
        if token.kind != "word" or token.text in RESERVED:
            self.fail("Hier hoort de naam van een vraag of gegeven.")
        path = [self.take().text]
        while self.sign("."):
            self.take()
            if self.now.kind != "word":
                self.fail("Na een punt hoort een naam.")
            path.append(self.take().text)
        return tree.Name(tuple(path), at=token.at)


def _height(node: Node) -> int:
    return 1 + max(map(_height, tree.children(node)), default=0)
