/** Monitoring for operators: health checks, and figures. */
package org.offprint.monitoring;
