package org.offprint.web.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lists the headers of the successful responses of an operation, for the OpenAPI document. Each header is the name of a
 * header component, for example {@code Signposts}. Replaces the headers that follow from the parameters of the operation.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ResponseHeaders {

    /** Returns the headers of responses with and without a body. */
    String[] value();

    /** Returns the headers of responses with a body only. Status 304 does not have them. */
    String[] withBody() default {};
}
