package io.github.depthwise4j.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.apache.spark.rpc.RpcEnv;
import scala.Option;
import scala.Tuple3;

/**
 * A master and workers of Spark in this process, each worker with a loopback address of its own: what Spark's own
 * {@code local-cluster} starts, but it gives all workers one address, and Spark never starts the copy of a slow task on
 * the host of the first one. Each worker starts one executor with one core, a process.
 */
final class Hosts implements AutoCloseable {
    /** The heap of an executor, which is what Spark gives without a setting, and the memory of its worker. */
    static final int MEGABYTES = 1024;

    private final List<RpcEnv> environments = new ArrayList<>();
    private final String master;

    Hosts(int count) {
        SparkConf conf =
                new SparkConf().set("spark.master.rest.enabled", "false").set("spark.shuffle.service.enabled", "false");
        Tuple3<RpcEnv, Object, Option<Object>> started = Master.startRpcEnvAndEndpoint(address(0), 0, 0, conf);
        environments.add(started._1());
        master = "spark://" + address(0) + ":" + started._1().address().port();
        for (int i = 0; i < count; i++) {
            environments.add(Worker.startRpcEnvAndEndpoint(
                    address(i),
                    0,
                    0,
                    1,
                    MEGABYTES,
                    new String[] {master},
                    null,
                    Option.apply(i),
                    conf,
                    Option.empty()));
        }
    }

    private static String address(int host) {
        return "127.0.0." + (host + 1);
    }

    String master() {
        return master;
    }

    private static boolean isExecutor(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend");
    }

    /** Waits for the executors, whose session has ended, then ends the workers, then the master. */
    @Override
    public void close() throws Exception {
        // A worker that ends before its executors complains.
        Gate.until(
                "the executors have ended",
                () -> ProcessHandle.current().children().noneMatch(Hosts::isExecutor));
        for (int i = environments.size() - 1; i >= 0; i--) {
            environments.get(i).shutdown();
            environments.get(i).awaitTermination();
        }
    }
}
