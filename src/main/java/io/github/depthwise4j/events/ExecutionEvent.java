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
     * Asked instead of a new event: one that nobody records is not even made, whether the code is compiled or
     * interpreted.
     */
    private static final ExecutionEvent PROBE = new ExecutionEvent();

    @Label("Problem")
    @Description("The problem line, which the command verify --problem takes")
    private String problem;

    @Label("Strategy")
    @Description("How the problem is computed")
    private String strategy;

    @Label("Most Threads")
    @Description("How many threads the call may have used, the caller included")
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
    public void done(String line, String way, int most) {
        this.problem = line;
        this.strategy = way;
        this.threads = most;
        commit();
    }
}
