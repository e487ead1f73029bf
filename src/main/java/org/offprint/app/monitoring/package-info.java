/** Health checks, metrics and access log fields for operators. */
package org.offprint.app.monitoring;
