package io.github.depthwise4j.plan.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttendanceTest {
    @Test
    void nobodyEntersATurnThatHasEnded() {
        Attendance attendance = new Attendance();
        for (int round = 0; round < 3; round++) {
            int turn = attendance.open();
            assertThat(Attendance.isOpen(turn)).isTrue();
            assertThat(attendance.turn()).isEqualTo(turn);
            assertThat(attendance.enter(turn)).isTrue();
            assertThat(attendance.enter(turn - 2)).isFalse();
            attendance.close(turn);
            attendance.close(turn);
            assertThat(Attendance.isOpen(attendance.turn())).isFalse();
            assertThat(attendance.enter(turn)).isFalse();
            assertThat(attendance.count()).isEqualTo(1);
            attendance.leave();
            assertThat(attendance.count()).isZero();
            assertThat(attendance.await()).isZero();
        }
    }

    @Test
    void theCountDoesNotDependOnTheTurn() {
        Attendance attendance = new Attendance();
        attendance.enter();
        int turn = attendance.open();
        attendance.enter();
        assertThat(attendance.count()).isEqualTo(2);
        attendance.leave();
        attendance.leave();
        assertThat(attendance.turn()).isEqualTo(turn);
        assertThat(attendance.count()).isZero();
    }
}
