/** The resources of {@code /v1}, a folder a subject. The one place that knows every feature. */
package org.offprint.api;
