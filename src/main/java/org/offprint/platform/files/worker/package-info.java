/** Processes untrusted files in a separate process with time and memory limits. */
package org.offprint.platform.files.worker;
