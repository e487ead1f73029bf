/**
 * Publishing: versions, schedules, withdrawals, retractions, and carrying a corrected source to every article that
 * shows it.
 */
package org.offprint.publishing;
