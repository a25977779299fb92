package io.github.depthwise4j.plan;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.plan.ChannelDivision.Filters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the name of a candidate back. The sizes in it need not be among those that this machine would try out: they may have been
 * found on another one, with other caches.
 */
final class CandidateName {
    private static final Pattern DIRECT = Pattern.compile("direct\\((.+)\\)");
    private static final Pattern REPLICATE = Pattern.compile("replicate\\((?:batch|rows=(\\d{1,9})),(.+)\\)");
    private static final Pattern BLOCKS =
            Pattern.compile("(blocks|indexed|grouped)\\((?:(batch|all)|(\\d{1,9})),(\\w+),(.+)\\)");

    private CandidateName() {}

    /** The candidate of a name, if that is a name at all, and of a way to compute the problem. */
    static Optional<Candidate> parse(ConvolutionProblem problem, String name) {
        Matcher direct = DIRECT.matcher(name);
        if (direct.matches()) {
            return Optional.of(Candidates.direct(direct.group(1)));
        }
        Matcher replicate = REPLICATE.matcher(name);
        Matcher blocks = BLOCKS.matcher(name);
        boolean channelsFirst = problem.dataFormat() == DataFormat.NCHW;
        if (!Depthwise.is(problem)) {
            return Optional.empty();
        }
        if (replicate.matches() && !channelsFirst) {
            int rows = replicate.group(1) == null ? ReplicatePlan.WHOLE_BATCH : Integer.parseInt(replicate.group(1));
            boolean none = replicate.group(1) != null && rows == 0;
            return none ? Optional.empty() : Optional.of(Candidates.replicate(rows, replicate.group(2)));
        }
        return blocks.matches() && channelsFirst ? blocks(problem, blocks) : Optional.empty();
    }

    private static Filters filters(String strategy) {
        return Arrays.stream(Filters.values())
                .filter(each -> each.strategy().equals(strategy))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<Candidate> blocks(ConvolutionProblem problem, Matcher name) {
        int multiplier = problem.geometry().ocPerGroup();
        int channels = name.group(3) == null ? problem.geometry().oc() : Integer.parseInt(name.group(3));
        if (channels == 0 || channels > problem.geometry().oc() || channels % multiplier != 0) {
            return Optional.empty();
        }
        return Arrays.stream(ActivationLayout.values())
                .filter(layout -> layout.toString().equals(name.group(4)))
                .filter(layout -> layout != ActivationLayout.CHANNELS_FIRST)
                .map(layout -> new ChannelDivision(
                        channels, filters(name.group(1)), "batch".equals(name.group(2)), layout, name.group(5)))
                .filter(division -> division.fits(problem))
                .map(division -> Candidates.blocks(problem, division))
                .findFirst();
    }
}
