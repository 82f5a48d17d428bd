package dev.doge.processor.page;

import static org.assertj.core.api.Assertions.assertThat;

/** Where things are on the screen. */
final class Geometry {
    private Geometry() {}

    static void assertThatNothingOverlaps(Browser browser) {
        assertThat(browser.strings("""
                const boxes = [...document.querySelectorAll('.task')].map(task => [task, task.querySelector('rect').getBoundingClientRect()]);
                const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
                const wrong = [];
                boxes.forEach(([task, box], i) => {
                  for (const text of task.querySelectorAll('text')) {
                    const {left, right} = text.getBoundingClientRect();
                    if (left < box.left || right > box.right) { wrong.push('text of ' + task.dataset.name); }
                  }
                  for (const [other, place] of boxes.slice(i + 1)) {
                    if (overlap(box, place)) { wrong.push(task.dataset.name + ' and ' + other.dataset.name); }
                  }
                });
                return wrong;
                """)).isEmpty();
    }

    static void assertThatAllIsInView(Browser browser) {
        assertThat(browser.strings("""
                const view = document.getElementById('screen').getBoundingClientRect();
                return [...document.querySelectorAll('.task')].filter(task => {
                  const box = task.getBoundingClientRect();
                  return box.left < view.left || box.right > view.right || box.top < view.top || box.bottom > view.bottom;
                }).map(task => task.dataset.name);
                """)).isEmpty();
    }
}
