package org.offprint.platform.http.quotas;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Assigns the requests of a resource class or method to a quota class. Write methods are counted even without this
 * annotation.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface QuotaOf {

    /** Returns the quota class to which the requests are assigned. */
    QuotaClass value();

    /**
     * Returns the name of a query parameter. Only requests with this parameter are assigned to the quota class. An
     * empty name assigns all requests.
     */
    String onlyWith() default "";

    /** Returns whether the resource counts its requests itself, in order to report a refusal in its own format. */
    boolean isCountedByResource() default false;
}
