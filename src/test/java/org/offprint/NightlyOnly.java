package org.offprint;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Marks tests that take a long time because they generate load, wait or repeat work. These tests run only in nightly
 * builds, with {@code -Dnightly}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@EnabledIfSystemProperty(named = "nightly", matches = ".*", disabledReason = "It runs at night.")
public @interface NightlyOnly {}
