package org.offprint.web.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.platform.security.Caller;

/** Decides whether a read request returns the working copy of a record or its published data. */
@ApplicationScoped
public class Viewer {

    /** Description of the query parameter {@code view} in the OpenAPI document. */
    public static final String PARAMETER =
            "Set to `public` to get published data even if the request has the credentials of an"
                    + " editor. Without `view`, editors get the working copies of their journals. The parameter"
                    + " has no effect on requests without credentials.";

    /** Accepted values of the query parameter {@code view}. */
    public enum View {

        /** Requests published data only, as returned to clients without credentials. */
        @JsonProperty("public")
        PUBLIC
    }

    private final Caller caller;

    Viewer(Caller caller) {
        this.caller = caller;
    }

    /**
     * Returns whether the caller receives working copies of records in the given journal.
     *
     * @throws org.offprint.kernel.faults.ProblemException 400 if the value of {@code view} is unknown
     */
    public boolean editsThis(ParameterValue<View> view, UUID journal) {
        return !isPublic(view) && caller.isEditor() && caller.edits(journal);
    }

    /**
     * Returns whether lists contain working copies for the caller.
     *
     * @throws org.offprint.kernel.faults.ProblemException 400 if the value of {@code view} is unknown
     */
    public boolean isEditor(ParameterValue<View> view) {
        return !isPublic(view) && caller.isEditor();
    }

    private static boolean isPublic(ParameterValue<View> view) {
        Parameters parameters = new Parameters();
        boolean isPublic = parameters.oneOf("view", ParameterValue.textOf(view), Map.of("public", true), false);
        parameters.check();
        return isPublic;
    }
}
