package org.offprint.services.registration.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A value in which the content that a service has differs from the content that is published. */
@Schema(name = "RegistrationDifference")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Difference(
        @Schema(
                required = true,
                description =
                        "The place in the service's format: a path of XML, in which the first of several elements has no"
                                + " number, or a JSON Pointer.",
                examples = "/doi_batch/body/journal/journal_article/titles/title")
        String place,

        @Schema(
                description = "The value that the service has, cut to 500 characters; left out where it has none.",
                examples = "On rivers")
        String registered,

        @Schema(
                description = "The value that is published, cut to 500 characters; left out where there is none.",
                examples = "On wide rivers")
        String published) {}
