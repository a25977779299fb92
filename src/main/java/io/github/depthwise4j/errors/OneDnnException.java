package io.github.depthwise4j.errors;

import java.util.Objects;

/** oneDNN refused a valid problem, or failed while it computed one. */
public final class OneDnnException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String problem;
    private final String isa;
    private final String version;

    /**
     * A refusal or failure of oneDNN.
     *
     * @param call the function of oneDNN that failed
     * @param status its status, a {@code dnnl_status_t}
     * @param statusText the name of the status
     * @param problem the one-line form of the problem, or a description of the attempt
     * @param isa the instruction set oneDNN uses on this machine
     * @param version the version of oneDNN
     */
    public OneDnnException(String call, int status, String statusText, String problem, String isa, String version) {
        super(Objects.requireNonNull(call, "call") + " returned " + Objects.requireNonNull(statusText, "statusText")
                + " (" + status + ") for: " + problem + " [oneDNN " + version + ", " + isa + "]");
        this.status = status;
        this.problem = Objects.requireNonNull(problem, "problem");
        this.isa = Objects.requireNonNull(isa, "isa");
        this.version = Objects.requireNonNull(version, "version");
    }

    /** {@return the {@code dnnl_status_t} that oneDNN returned} */
    public int status() {
        return status;
    }

    /** {@return the one-line form of the problem, which can be pasted into {@code depthwise4j verify --problem}} */
    public String problem() {
        return problem;
    }

    /** {@return the instruction set oneDNN uses on this machine} */
    public String isa() {
        return isa;
    }

    /** {@return the version of oneDNN} */
    public String version() {
        return version;
    }
}
