from groundswell.analysis.text.spelling import learn_corrections


def test_a_rare_slip_is_taken_for_the_common_word() -> None:
    texts = ["the keyboard of the terminal is dirty"] * 40 + ["terminl and keybaord"]

    assert learn_corrections(texts) == {"terminl": "terminal", "keybaord": "keyboard"}


def test_known_words_are_corrected_to_even_in_a_single_ticket() -> None:
    assert learn_corrections(["my pasword is gone"]) == {"pasword": "password"}


def test_two_common_words_a_letter_apart_both_stay() -> None:
    texts = ["chance"] * 10 + ["change"] * 50

    assert learn_corrections(texts) == {}


def test_short_words_are_left_alone() -> None:
    texts = ["port"] * 50 + ["post"]

    assert learn_corrections(texts) == {}
