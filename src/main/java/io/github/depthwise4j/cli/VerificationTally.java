package io.github.depthwise4j.cli;

import io.github.depthwise4j.cli.io.Texts;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.reference.Verification;

/** The summary of many verifications. */
final class VerificationTally {
    private int passed;
    private int failed;
    private double worstRatio;
    private Problem worstProblem;

    void add(Verification verification) {
        if (!verification.passed()) {
            failed++;
            return;
        }
        passed++;
        double ratio = verification.bound() > 0 ? verification.error() / verification.bound() : 0;
        if (ratio > worstRatio) {
            worstRatio = ratio;
            worstProblem = verification.problem();
        }
    }

    /** Counts a problem for which the library threw an exception. */
    void addThrown() {
        failed++;
    }

    int failed() {
        return failed;
    }

    String summary() {
        return passed + " passed, " + failed + " failed";
    }

    /** The largest error among the passed verifications, if there was any rounding error. */
    String worst() {
        return worstProblem == null
                ? "no rounding error at all"
                : "largest error: " + Texts.ratio(worstRatio) + " of the proven bound, for " + worstProblem;
    }
}
