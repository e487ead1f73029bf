/** What whoever runs the service looks at: whether it can serve, and the figures that tell how it is. */
package org.offprint.monitoring;
