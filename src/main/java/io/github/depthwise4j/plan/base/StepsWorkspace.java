package io.github.depthwise4j.plan.base;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.onednn.Steps;

/**
 * The steps that one thread runs during a call.
 *
 * @param steps the steps
 * @param owned closes the steps and their executions
 */
public record StepsWorkspace(Steps steps, CloseStack owned) implements WorkspacePool.Workspace {
    @Override
    public long byteSize() {
        return owned.byteSize();
    }

    @Override
    public void close() {
        owned.close();
    }
}
