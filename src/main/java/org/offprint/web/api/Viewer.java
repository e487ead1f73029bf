package org.offprint.web.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.offprint.platform.http.parameters.Given;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.platform.security.Caller;

/** Decides whether a read is answered with what editors work on or with what readers see. */
@ApplicationScoped
public class Viewer {

    /** The description of the parameter {@code view} in the contract. */
    public static final String PARAMETER = "`public` answers an editor as a reader would be.";

    /** The requested view of a record. */
    public enum View {

        /** The view of readers. */
        @JsonProperty("public")
        PUBLIC
    }

    private final Caller caller;

    Viewer(Caller caller) {
        this.caller = caller;
    }

    /** Reports whether the caller is to see the working copy of this journal's record; 400 for an unknown view. */
    public boolean editsThis(Given<View> view, UUID journal) {
        return !isPublic(view) && caller.isEditor() && caller.edits(journal);
    }

    /** Reports whether the caller is to see lists as an editor. */
    public boolean isEditor(Given<View> view) {
        return !isPublic(view) && caller.isEditor();
    }

    private static boolean isPublic(Given<View> view) {
        Parameters parameters = new Parameters();
        boolean isPublic = parameters.oneOf("view", Given.textOf(view), Map.of("public", true), false);
        parameters.check();
        return isPublic;
    }
}
