package org.offprint.services.registration.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Value that differs between the registered content and the published content. */
@Schema(
        name = "RegistrationDifference",
        description = "Value that differs between the registered and the published content.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Difference(
        @Schema(
                required = true,
                description = "Path of the value in the format of the registration service: an XML path or a JSON"
                        + " Pointer. In an XML path, the first of several elements with the same name has no number.",
                examples = "/doi_batch/body/journal/journal_article/titles/title")
        String place,

        @Schema(
                description = "Registered value, truncated to 500 characters. Absent if the registration service has no"
                        + " value.",
                examples = "On rivers")
        String registered,

        @Schema(
                description = "Published value, truncated to 500 characters. Absent if there is no value.",
                examples = "On wide rivers")
        String published) {}
