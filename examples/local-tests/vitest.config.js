export default {
  test: { include: ['*.vitest.js'], testTimeout: 20_000, hookTimeout: 20_000 },
};
