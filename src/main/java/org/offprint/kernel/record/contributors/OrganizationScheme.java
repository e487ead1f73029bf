package org.offprint.kernel.record.contributors;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.InvalidValueException;

/** Identifier scheme for organizations other than ROR and ISNI, with the format of its identifiers. */
@Schema(
        description = "Identifier scheme for organizations. `grid`: GRID. `ringgold`: Ringgold. `wikidata`:"
                + " Wikidata. `funder`: Open Funder Registry.")
public enum OrganizationScheme {

    /** Global Research Identifier Database (GRID), which was succeeded by ROR in 2021. */
    @JsonProperty("grid")
    GRID("(?:https?://)?(?:www\\.)?(?:grid\\.ac/institutes/)?(grid\\.\\d{1,8}\\.[0-9a-f]{1,4})", "grid.4991.5"),
    /** Ringgold ids, which publishers use to identify institutional customers. */
    @JsonProperty("ringgold")
    RINGGOLD("(?:ringgold(?:\\s?id)?[:\\s]{0,2})?(\\d{1,8})", "6396"),
    @JsonProperty("wikidata")
    WIKIDATA("(?:https?://)?(?:www\\.)?(?:wikidata\\.org/(?:wiki|entity)/)?(q[1-9]\\d{0,11})", "Q34433"),
    /** Open Funder Registry, whose identifiers are DOIs with the prefix 10.13039. */
    @JsonProperty("funder")
    FUNDER("(?:(?:https?://)?(?:dx\\.)?doi\\.org/|doi:\\s?)?(?:10\\.13039/)?(\\d{6,15})", "10.13039/501100000769");

    private static final int MAX_QUOTED_LENGTH = 100;

    private final Pattern form;
    private final String example;

    OrganizationScheme(String form, String example) {
        this.form = Pattern.compile(form, Pattern.CASE_INSENSITIVE);
        this.example = example;
    }

    /**
     * Parses an organization identifier of this scheme: a bare identifier, an identifier after the name of the scheme,
     * or a link. Returns the normalized identifier.
     *
     * @throws InvalidValueException {@code organization-id-format}
     */
    public String parse(String text) {
        String pasted = text.strip();
        Matcher read = form.matcher(pasted);
        if (!read.matches()) {
            throw new InvalidValueException(
                    "organization-id-format",
                    "\"" + pasted.substring(0, Math.min(pasted.length(), MAX_QUOTED_LENGTH))
                            + "\" is not an identifier of " + title() + ". Use the form " + example + ".");
        }
        String id = read.group(1);
        return switch (this) {
            case GRID -> id.toLowerCase(Locale.ROOT);
            case RINGGOLD -> id;
            case WIKIDATA -> "Q" + id.substring(1);
            case FUNDER -> "10.13039/" + id;
        };
    }

    /** Returns the URL of a normalized organization identifier, or null if the identifier scheme has no URLs. */
    public String url(String id) {
        return switch (this) {
            case GRID, RINGGOLD -> null;
            case WIKIDATA -> "https://www.wikidata.org/entity/" + id;
            case FUNDER -> "https://doi.org/" + id;
        };
    }

    private String title() {
        return switch (this) {
            case GRID -> "GRID";
            case RINGGOLD -> "Ringgold";
            case WIKIDATA -> "Wikidata";
            case FUNDER -> "the Open Funder Registry";
        };
    }
}
