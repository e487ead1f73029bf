package org.offprint.http.paging;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One page of a list. {@link PageWriter} writes the same from records that are JSON already.
 *
 * @param items the records of this page, in order
 * @param total how many records the whole list has; null if it is not counted
 * @param page the links to other pages
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(
        @Schema(required = true) List<T> items,

        @Schema(description = "How many records the whole list has.", examples = "1234")
        Long total,

        @Schema(required = true) PageLinks page) {}
