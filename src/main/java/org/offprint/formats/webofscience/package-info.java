/** Web of Science: reads its plain text. */
package org.offprint.formats.webofscience;
