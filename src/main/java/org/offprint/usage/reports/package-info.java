/** Reports of usage: COUNTER 5.1 for libraries, and tables for people. */
package org.offprint.usage.reports;
