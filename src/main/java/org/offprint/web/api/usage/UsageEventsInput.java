package org.offprint.web.api.usage;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Request body with usage events from a front end. */
@Schema(description = "Usage events from a front end.")
record UsageEventsInput(
        @NotNull
        @Size(min = 1, max = MAX_EVENTS)
        @Schema(description = "Events to count, from 1 to 500. If one event is invalid, no events are accepted.")
        List<@NotNull @Valid UsageEventInput> events) {

    static final int MAX_EVENTS = 500;

    /** Single view of an article or of search results, reported by a front end. */
    @Schema(name = "UsageEventInput", description = "View of an article or of search results.")
    record UsageEventInput(
            @NotNull
            @Schema(
                    description =
                            "Kind of the usage event. Report each view only once, with the most specific kind. For"
                                    + " example, a `request` also counts as an `investigation`.")
            Kind kind,

            @Schema(description = "Id of the article that was opened. Must be omitted for a search.")
            UUID article,

            @Schema(
                    description = "Form of the full text that was opened. Allowed only if `kind` is `request`. Views"
                            + " of two different forms are not a double click. The default is `html`.")
            Form form,

            @Schema(description = "Method of access. The default is `regular`.")
            Method method,

            @Schema(description = "Time of the view, within the last 15 minutes. The default is the current time.")
            Instant time,

            @Size(min = 1, max = 200)
            @Schema(
                    description = "Session identifier. Must stay the same during one visit of a person, for at most one"
                            + " day. Only a hash of the identifier is stored. If the member is omitted, `ip` and"
                            + " `userAgent` are required.",
                    examples = "6f1c9d0a")
            String session,

            @Size(min = 2, max = 45)
            @Schema(
                    description = "IP address of the reader. Only a hash of the address is stored.",
                    examples = "192.0.2.7")
            String ip,

            @Size(max = 1000)
            @Schema(
                    description = "User agent of the reader's browser. The user agent is used to detect robots.",
                    examples = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
            String userAgent) {}

    /** Kind of view that a front end reports. */
    @Schema(
            name = "UsageEventKind",
            description = "Kind of a reported view. `investigation`: the abstract or the record was opened."
                    + " `request`: the full text was opened. `search`: a search was executed.")
    enum Kind {
        /** The reader opened the abstract or the record. */
        @JsonProperty("investigation")
        INVESTIGATION,
        /** The reader opened the full text. */
        @JsonProperty("request")
        REQUEST,
        @JsonProperty("search")
        SEARCH
    }

    /** File format of a full text, for example HTML. */
    @Schema(name = "UsageEventForm", description = "Form of the full text that was opened.")
    enum Form {
        @JsonProperty("html")
        HTML,
        @JsonProperty("pdf")
        PDF,
        @JsonProperty("xml")
        XML,
        @JsonProperty("other")
        OTHER
    }

    /** Method by which an article is accessed. */
    @Schema(
            name = "UsageEventMethod",
            description = "Method of access to an article. `regular`: by a person. `tdm`: text and data mining.")
    enum Method {
        @JsonProperty("regular")
        REGULAR,
        /** Text and data mining. */
        @JsonProperty("tdm")
        TDM
    }
}
