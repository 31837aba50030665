from shared.llm.breaker import Breaker, State


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def breaker(clock: Clock, threshold: int = 3) -> Breaker:
    return Breaker(threshold, 30, clock)


def test_given_failures_in_a_row_when_the_threshold_is_reached_then_it_opens() -> None:
    tested = breaker(Clock())
    tested.failed()
    tested.failed()
    assert tested.admit()
    tested.failed()
    assert tested.state is State.OPEN
    assert not tested.admit()


def test_given_a_success_between_failures_when_they_go_on_then_counting_starts_again() -> None:
    tested = breaker(Clock())
    for _ in range(2):
        tested.failed()
        tested.failed()
        tested.succeeded()
    assert tested.state is State.CLOSED


def test_given_it_is_open_when_the_cool_down_is_over_then_one_trial_goes_through() -> None:
    clock = Clock()
    tested = breaker(clock, threshold=1)
    tested.failed()
    clock.now += 30
    assert tested.state is State.HALF_OPEN
    assert [tested.admit(), tested.admit()] == [True, False]


def test_given_a_trial_when_it_succeeds_then_it_closes() -> None:
    clock = Clock()
    tested = breaker(clock, threshold=1)
    tested.failed()
    clock.now += 30
    tested.admit()
    tested.succeeded()
    assert tested.state is State.CLOSED


def test_given_a_trial_when_it_fails_then_it_is_open_for_another_cool_down() -> None:
    clock = Clock()
    tested = breaker(clock)
    for _ in range(3):
        tested.failed()
    clock.now += 30
    tested.admit()
    tested.failed()
    clock.now += 29
    assert not tested.admit()


def test_given_a_trial_that_never_reports_back_when_time_goes_on_then_another_is_let_through() -> None:
    clock = Clock()
    tested = breaker(clock, threshold=1)
    tested.failed()
    clock.now += 30
    assert tested.admit()
    clock.now += 30
    assert tested.admit()
