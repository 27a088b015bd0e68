"""What stands in the way of something, as a sentence that knows which answer it is about."""


class Problem(str):
    """A sentence for the person who asked; `about` names the answer to change, empty where it is the whole."""

    about: str

    def __new__(cls, sentence: str, *, about: str = "") -> "Problem":
        problem = super().__new__(cls, sentence)
        problem.about = about
        return problem
