package io.github.depthwise4j.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("io.github.depthwise4j.Execution")
@Label("Execution")
@Category("depthwise4j")
@Description("A convolution was computed")
@Enabled(false)
@StackTrace(false)
final class ExecutionEvent extends Event implements Events.Execution {
    /**
     * Answers whether the event is enabled. So no event object is created while it is disabled, even in interpreted
     * code.
     */
    private static final ExecutionEvent PROBE = new ExecutionEvent();

    @Label("Problem")
    @Description("The problem line, as the command verify --problem reads it")
    private String problem;

    @Label("Strategy")
    @Description("The strategy of the plan")
    private String strategy;

    @Label("Most Threads")
    @Description("The largest number of threads that the call may have used, including the caller")
    private int threads;

    static ExecutionEvent started() {
        if (!PROBE.isEnabled()) {
            return null;
        }
        ExecutionEvent event = new ExecutionEvent();
        event.begin();
        return event;
    }

    @Override
    public boolean isWanted() {
        end();
        return shouldCommit();
    }

    @Override
    public void done(String line, String strategyName, int most) {
        this.problem = line;
        this.strategy = strategyName;
        this.threads = most;
        commit();
    }
}
