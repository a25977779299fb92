package io.github.depthwise4j.network.plan;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.plan.base.WorkspacePool;
import io.github.depthwise4j.plan.parallel.Team;

/** The memory and the executions of one run at a time. */
final class Arena implements WorkspacePool.Workspace {
    private final CloseStack owned = new CloseStack();
    /** The address of each value. Those of inputs and outputs are set by each run. */
    final long[] addresses;

    /** The steps, in the order of the network. */
    final StepJob[] jobs;
    /** The threads of a run. */
    final Team team;
    /** The memory of the tensors of a run, while it runs. */
    final NativeMemory[] used;

    private final NativeMemory memory;
    private final Constants constants;

    Arena(NetworkPlan plan) {
        try {
            this.addresses = new long[plan.valueCount()];
            this.used = new NativeMemory[plan.tensorCount()];
            this.constants = plan.compiled().constants();
            this.memory = owned.add(NativeMemory.allocate(plan.arenaBytes()));
            memory.clear();
            plan.writeAddresses(memory.address(), addresses);
            this.jobs = new StepJob[plan.steps().size()];
            for (int i = 0; i < jobs.length; i++) {
                Step step = plan.steps().get(i);
                jobs[i] = new StepJob(step, step.prepare(owned), addresses);
            }
            this.team = plan.newTeam();
        } catch (RuntimeException | Error e) {
            owned.close();
            throw e;
        }
    }

    /** A copy of a value, during a run. */
    float[] read(int value, int count) {
        long address = addresses[value];
        float[] values = new float[count];
        NativeMemory holder = contains(memory, address) ? memory : constants.holderOrNull(address);
        for (NativeMemory tensor : used) {
            holder = contains(tensor, address) ? tensor : holder;
        }
        if (holder == null) {
            throw new IllegalStateException("value " + value + " has no memory");
        }
        holder.read(address - holder.address(), values, 0, count);
        return values;
    }

    static boolean contains(NativeMemory memory, long address) {
        return address >= memory.address() && address < memory.address() + memory.byteSize();
    }

    @Override
    public long byteSize() {
        return owned.byteSize();
    }

    @Override
    public void close() {
        owned.close();
    }
}
