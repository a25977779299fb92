package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.onednn.Place;
import io.github.depthwise4j.onednn.Place.Operand;
import io.github.depthwise4j.onednn.Role;
import io.github.depthwise4j.onednn.Steps;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the steps that compute a tile. Their places are relative to the beginning of the tile in the operands.
 *
 * @param passes how often the copy of the input is convolved
 * @param dstPassBytes the distance between the output channels of two passes
 * @param biasPassBytes the distance between the biases of two passes
 * @param hasResidual whether a residual is added
 */
record TileSteps(int passes, long dstPassBytes, long biasPassBytes, boolean hasResidual) {
    /**
     * The steps for one kind of tiles.
     *
     * @param src the address of the copy of the input
     * @param residual the address of the copy of the residual
     * @param dst the address of the result before it is copied
     * @param weightsPassBytes the distance between the filters of two passes
     */
    Steps of(TileKind kind, TileKind.Executions executions, long src, long residual, long dst, long weightsPassBytes) {
        List<Steps.Step> steps = new ArrayList<>();
        Place input = new Place(Role.SRC, Operand.SRC, 0);
        if (executions.in() != null) {
            steps.add(Step.reorder(executions.in(), input, Place.at(Role.DST, src + kind.inOffset())));
            input = Place.at(Role.SRC, src);
        }
        for (int pass = 0; pass < passes; pass++) {
            long dstOffset = pass * dstPassBytes;
            Place output = new Place(Role.DST, Operand.DST, dstOffset);
            Place result = executions.out() == null ? output : Place.at(Role.DST, dst);
            Place added = hasResidual ? new Place(Role.RESIDUAL, Operand.RESIDUAL, dstOffset) : null;
            if (executions.residual() != null) {
                boolean toResult = kind.convolution().isPlain();
                steps.add(Step.reorder(
                        executions.residual(),
                        new Place(Role.SRC, Operand.RESIDUAL, dstOffset),
                        toResult ? result : Place.at(Role.DST, residual)));
                added = toResult ? null : Place.at(Role.RESIDUAL, residual);
            }
            steps.add(Step.convolve(
                    executions.convolution(), input, pass * weightsPassBytes, pass * biasPassBytes, added, result));
            if (executions.activation() != null) {
                steps.add(Step.activate(executions.activation(), result));
            }
            if (executions.out() != null) {
                steps.add(Step.reorder(executions.out(), Place.at(Role.SRC, dst), output));
            }
        }
        return Steps.of(steps);
    }
}
